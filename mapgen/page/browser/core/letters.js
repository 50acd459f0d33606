// @ts-check
/*
 * Letters and digits that are one to whoever searches. Unicode's compatibility decomposition (NFKD)
 * parts a letter from its accents; this file has what it leaves apart.
 */

/**
 * Letters that have no decomposition, by what they are searched as. Of the Latin ones: each that
 * Unicode names "small letter … with …" (stroke, hook, tail …), ligatures, and letters that are
 * commonly written with plain ones. Of the Arabic ones: the heh, kaf, yeh and alef of Arabic,
 * Persian, Urdu, Sindhi, Pashto and Kurdish keyboards.
 * @type {Record<string, string>}
 */
const SAME = {
  a: "ɑᶏⱥ",
  ae: "æ",
  av: "ꜻ",
  b: "ƀƃɓᵬᶀꞗ",
  c: "ƈȼɕꞓꞔ𝼝",
  d: "ðđƌȡɖɗᵭᶁᶑꟈ",
  e: "ǝɇəɛᶒⱸꬴ",
  f: "ƒᵮᶂꞙ",
  g: "ǥɠɣᶃꞡ",
  h: "ħɦⱨꞕ",
  i: "ıɨɩᶖ𝼚",
  j: "ȷɉʝ",
  k: "ƙᶄⱪꝁꝃꝅꞣ",
  l: "łƚȴɫɬɭᶅⱡꝉꞎꬷꬸꬹ𝼑𝼓",
  m: "ɱᵯᶆꬺ",
  n: "ŋƞȵɲɳᵰᶇꞑꞥꬻ",
  o: "øɔⱺꝋꝍ𝼛",
  oe: "œ",
  p: "ƥᵱᵽᶈꝑꝓꝕ",
  q: "ĸɋʠꝗꝙ",
  r: "ɍɼɽɾᵲᵳᶉꞧꭉ𝼖",
  s: "ȿʂᵴᶊꞩꟊ𝼞",
  ss: "ß",
  t: "ŧƫƭȶʈᵵⱦ𝼉",
  th: "þᵺ",
  u: "ʊᶙꞹꭎꭒ",
  v: "ʋᶌⱱⱴꝟ",
  w: "ⱳ",
  x: "ᶍꭖꭗꭘꭙ",
  y: "ƴɏỿꭚ",
  z: "ƶȥɀʐʑʒᵶᶎⱬ",
  σ: "ς",
  ا: "ٱ",
  ہ: "هھةەۃۿ",
  ک: "كڪ",
  گ: "ګ",
  ی: "يىېۍێےۑ",
};

/** @type {Map<string, string>} */
const FOLDED = new Map(
  Object.entries(SAME).flatMap(([plain, letters]) => [...letters].map((each) => [each, plain])),
);
const UNLIKE = new RegExp(`[${[...FOLDED.keys()].join("")}]`, "gu");

/**
 * Signs that may be there or not: accents and breathings, the points of Hebrew, the vowel signs of
 * Arabic and Syriac, the dots (nukta) of Indian scripts, tatweel, modifier letters such as ʿ, and
 * what cannot be seen (joiners, direction marks). Vowel signs of Indian scripts are letters.
 */
const OPTIONAL = new RegExp(
  [
    ["0300-036f", "1ab0-1aff", "1dc0-1dff", "20d0-20ff", "fe20-fe2f"],
    ["0591-05bd", "05bf-05c7"],
    ["0610-061a", "064b-065f", "0670-0670", "06d6-06dc", "06df-06e8", "06ea-06ed", "08ca-08ff"],
    ["0711-0711", "0730-074a"],
    ["093c-093c", "09bc-09bc", "0a3c-0a3c", "0abc-0abc", "0b3c-0b3c"],
    ["0640-0640", "02b9-02df"],
  ]
    .flat()
    .map((range) => range.replace(/[0-9a-f]{4}/g, "\\u$&"))
    .reduce((all, range) => `${all}${range}`, "[\\p{Cf}\\p{Variation_Selector}")
    .concat("]"),
  "gu",
);
const DIGIT = /\p{Nd}/u;
const OTHER_DIGITS = /(?![0-9])\p{Nd}/gu;

/**
 * The digit 0 to 9 that a decimal digit of any script stands for: those of a script follow each
 * other, from its nought on.
 * @param {string} digit
 */
function digitOf(digit) {
  const code = /** @type {number} */ (digit.codePointAt(0));
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

/**
 * A text whose digits, of any script, are 0 to 9.
 * @param {string} text
 */
export const westernDigits = (text) => text.replace(OTHER_DIGITS, digitOf);

/**
 * A text in small letters without accents, each letter and digit as what it is searched as; blanks
 * and signs stay. It may be longer or shorter than the text: ß is ss.
 * @param {string} text
 */
export const sameLetters = (text) =>
  westernDigits(
    text
      .normalize("NFKD")
      .replace(OPTIONAL, "")
      .toLowerCase()
      .replace(UNLIKE, (letter) => FOLDED.get(letter) || letter),
  );
