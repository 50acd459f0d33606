"""The fields of one CSL-JSON item, each brought to its type, with a problem for what is none."""

from __future__ import annotations

from dataclasses import dataclass

from mapgen.notation.citations import is_web_address
from mapgen.notation.csl_dates import date_parts, season
from mapgen.problems import Problems, did_you_mean, one_of

TYPES = (
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing",
    "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
    "personal_communication", "post", "post-weblog", "regulation", "report", "review",
    "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
)  # fmt: skip
_CHOICE = "field/unknown-value"


@dataclass(frozen=True, slots=True)
class ItemReader:
    """Takes the fields of one item and notes the ones of the wrong kind."""

    key: str
    line: int | None
    problems: Problems

    def wrong(self, field_name: str, value: object, message: str, mend: str, *, code: str) -> None:
        """Note an error of a field.

        Parameters
        ----------
        field_name : str
            As messages name it.
        value : object
            What it holds; None where it is missing.
        message : str
            What is wrong, in lower case.
        mend : str
            How to mend it, a sentence.
        code : str
            Of `problem_codes`.
        """
        self.problems.error(
            f"source {self.key}: {message}",
            line=self.line,
            column=field_name,
            value=None if value is None else str(value)[:200],
            mend=mend,
            code=code,
        )

    def text(self, field_name: str, value: object) -> str:
        """Return a field as text without the blanks around it; numbers as they are written.

        Parameters
        ----------
        field_name : str
            As messages name it.
        value : object
            What the item has there.

        Returns
        -------
        str
            "" for what is no text.
        """
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)  # Zotero writes some volumes and pages as numbers
        if not isinstance(value, str):
            self.wrong(
                field_name,
                value,
                f"not a text but {type_name(value)}",
                'Write it in "…".',
                code="source/not-a-text",
            )
            return ""
        return value.strip()

    def names(self, field_name: str, value: object) -> list[dict[str, str]]:
        """Return the names that have a family, a given name or a literal.

        Parameters
        ----------
        field_name : str
            As messages name it.
        value : object
            What the item has there.

        Returns
        -------
        list of dict of str to str
            Tables of CSL with what is empty left out.
        """
        mend = 'Write [{"family": "Ali", "given": "Imtiaz"}] or [{"literal": "Police"}].'
        if not isinstance(value, list):
            self.wrong(
                field_name,
                value,
                f"not a list of names but {type_name(value)}",
                mend,
                code="source/not-names",
            )
            return []
        names: list[dict[str, str]] = []
        for name in value:
            texts = (
                {part: text.strip() for part, text in name.items() if isinstance(text, str)}
                if isinstance(name, dict)
                else {}
            )
            if texts.get("literal") or texts.get("family") or texts.get("given"):
                names.append(texts)
            else:
                self.wrong(field_name, name, "not a name", mend, code="source/not-names")
        return names

    def choice(self, field_name: str, value: str, allowed: tuple[str, ...]) -> str:
        """Return a line of the note, "" where it is none of the allowed words.

        Parameters
        ----------
        field_name : str
            The word before the colon.
        value : str
            The word behind it.
        allowed : tuple of str
            What it may be.

        Returns
        -------
        str
            The word, or "".
        """
        if not value or value in allowed:
            return value
        mend = one_of(value, allowed)
        self.wrong("note", f"{field_name}: {value}", f"unknown {field_name}", mend, code=_CHOICE)
        return ""

    def accessed(self, value: object) -> str:
        """Return when the source was read, as far as is known: "2026-11-28", "2026-11", "2026".

        Parameters
        ----------
        value : object
            A date of CSL, or nothing.

        Returns
        -------
        str
            "" where it is not known or wrong.
        """
        if not value:
            return ""
        parts = value.get("date-parts") if isinstance(value, dict) else None
        try:
            (day, *_) = date_parts(parts)
        except (TypeError, ValueError) as error:
            mend = 'Write {"date-parts": [[2026, 11, 28]]}.'
            self.wrong("accessed", parts, str(error), mend, code="source/not-a-date")
            return ""
        return "-".join(f"{part:04d}" if at == 0 else f"{part:02d}" for at, part in enumerate(day))

    def issued(self, value: object, field_name: str = "issued") -> dict[str, object]:
        """Return a date of issue: date-parts and circa, or a literal; {} for none.

        Parameters
        ----------
        value : object
            A date of CSL, or nothing.
        field_name : str
            As messages name it.

        Returns
        -------
        dict of str to object
            A date of CSL.
        """
        mend = 'Write {"date-parts": [[1986, 12, 15]]}, shorter where less is known.'
        if isinstance(value, dict) and isinstance(value.get("literal"), str):
            return {"literal": value["literal"].strip()}
        parts = value.get("date-parts") if isinstance(value, dict) else None
        if isinstance(value, dict) and parts is None and isinstance(value.get("raw"), str):
            return {"literal": value["raw"].strip()}
        try:
            dates = date_parts(parts, seasons=True)
            number = season(value.get("season")) if isinstance(value, dict) else None
            if number and all(len(each) == 1 for each in dates):
                dates = [[*each, number] for each in dates]
        except (TypeError, ValueError) as error:
            self.wrong(
                field_name,
                parts if parts is not None else value,
                str(error),
                mend,
                code="source/not-a-date",
            )
            return {}
        circa = bool(value.get("circa")) if isinstance(value, dict) else False
        return {"date-parts": dates, "circa": circa}

    def kind(self, value: object) -> str:
        """Return a CSL type, "" for what is none.

        Parameters
        ----------
        value : object
            What the item has there.

        Returns
        -------
        str
            One of `TYPES`, or "".
        """
        if isinstance(value, str) and value in TYPES:
            return value
        guess = did_you_mean(value, TYPES) if isinstance(value, str) else ""
        mend = guess or "Use a CSL type: article-newspaper, book, chapter, report, webpage, …"
        self.wrong("type", value, "no CSL type", mend, code="source/unknown-type")
        return ""

    def url(self, value: str) -> str:
        """Return a web address, "" for what is none; its scheme in small letters.

        Parameters
        ----------
        value : str
            "" for none.

        Returns
        -------
        str
            As given but for its scheme.
        """
        if value and not is_web_address(value):
            mend = "It begins with https:// or http://."
            if is_web_address("".join(value.split())) and len(value.split()) > 1:
                whole = "%20".join(value.split())
                mend = f"It has a blank: take it out, or write {whole}."
            self.wrong("URL", value, "not a web address", mend, code="source/not-an-address")
            return ""
        scheme, colon, rest = value.partition(":")
        return scheme.lower() + colon + rest


def type_name(value: object) -> str:
    """Return what a JSON value is called in messages: "a list".

    Parameters
    ----------
    value : object
        As `json` reads it.

    Returns
    -------
    str
        With its article.
    """
    names = {dict: "a table", list: "a list", str: "a text", bool: "true or false"}
    return "nothing" if value is None else names.get(type(value), "a number")
