"""Every kind of problem by its code: why it is one, how to mend it, and an example.

A code stays when the words of a message change, so that it can be looked up, searched for and
silenced. ``docs/problems.md`` is written from this table (`tools/problem_codes.py`).
"""

from __future__ import annotations

from typing import NamedTuple


class Explanation(NamedTuple):
    """Why something is a problem, how to mend it, and a value that has it (before → after)."""

    why: str
    mend: str
    example: str


_TABLE = """
category/alike | Two categories have the same colour and the same glyph: nobody can tell them apart on the map. | Give one another colour or glyph. There are 121 pairs; beyond, make some categories one. | two of #903000, circle → one of #903000, star
citation/not-a-citation | What stands in brackets behind @ is not in Pandoc's form, so it cites nothing. | Write [@key], [@key, p. 3] or [@a; @b]; \\@ for an @ that is meant. | [@ dawn1990] → [@dawn1990]
citation/unknown-source | The key is in no bibliography: nobody could look the claim up. | Add the source to sources.json, or correct the key. | [@dwan1990] → [@dawn1990]
city/not-the-places | The gazetteer says that the place lies in another city. | Correct the city or the place. | place saddar, city Hyderabad → city Karachi
city/unknown | The city is none of the settings' cities, so no filter would find the event. | Write one of them, or add it to the settings. | Karchi → Karachi
claim/between | "between" needs two figures. | Write both, with "and". | between 70 [@a] → between 70 and 250 [@a]
claim/bracket | A bracket is opened and not closed, or the other way round: where a claim ends cannot be told. | Close it. | 39 [@a → 39 [@a]
claim/low-above-high | The lower figure of a range is above the higher one. | Turn them round. | 250–70 [@a] → 70–250 [@a]
claim/no-citation | A figure is printed only with its source. | Put the citation behind it. | 39 → 39 [@ap1990]
claim/no-figure | A claim begins with its figure. | Write the figure first, then who says so. | officials said 39 [@a] → 39, officials [@a]
claim/not-a-figure | The value is no whole number of people. | Write a number, or a claim with its source. | dozens → several [@a]
claim/not-whole | The text goes on as a number where the figure would end, so which number is meant cannot be told. | Write it in digits, and a comma before what it is of. | 12 34 [@a] → 1234 [@a]
claim/too-high | The figure is higher than any that is read, so it is a slip. | Check the digits. | 390000000000 [@a] → 39 [@a]
coordinate/far-off | A point lies so far from all others that the first view leaves it out, or it would be half as close. | Correct it, unless it is right: a button on the map shows it. | -24.86, 67.01 → 24.86, 67.01
coordinate/half | One coordinate without the other gives no point. | Give both, or neither. | 24.86 and nothing → 24.86 and 67.01
coordinate/not-degrees | The text is no latitude or longitude in degrees, or lies off the globe. | Write decimal degrees of WGS 84 with a point. | 24,86 → 24.86
coordinate/swapped | Latitude and longitude stand in each other's place: the other way round they are near the known places. | Swap them. | 67.01, 24.86 → 24.86, 67.01
date/end-before-beginning | A time cannot end before it begins. | Turn the two dates round, or correct one. | 1990-05-27/1990-05-26 → 1990-05-26/1990-05-27
date/no-such-day | The calendar has no such month or day. | Correct it, or leave out what is not known. | 1986-02-30 → 1986-02
date/not-a-date | The value in the data frame is no date. | Give dates, EDTF texts or whole years. | 3.7 → 1986
date/not-a-set | Brackets hold one day out of several, or one between two. | Separate them with commas, or with two dots. | [1990 1991] → [1990,1991]
date/not-an-interval | An interval is two whole dates with one slash between them. | Write both dates in full. | 1990-05-26/27 → 1990-05-26/1990-05-27
date/not-edtf | The date is not written in EDTF (ISO 8601-2), so the map cannot place it in time. | Write year-month-day; leave out what is not known. | 14.12.1986 → 1986-12-14
date/open-at-both-ends | A time without any end says nothing. | Give at least one end. | ../.. → 1981/..
date/open-end | An event has a first and a last day. | Write both ends. | 1985/.. → 1985/1990
date/outside-the-period | The event lies outside the period that the settings give the atlas. | Check the year, or change the period. | 2086-12-14 → 1986-12-14
date/year-out-of-range | The year is not among those that are read. | Write a year within them. | 0000 → 0001
district/membership-twice | The same unit belongs to the same district twice in the same time. | Remove one row. | two rows West, north → one
district/unit-unassigned | On some days no row says to which district a unit belongs: events there would have none. | Add a row, or extend the one before it. | valid_to 1972 → empty
district/unknown-unit | The table of districts names a unit that units.geojson does not have. | Correct the id. | nroth → north
field/unknown-value | The field takes one of a few words. | Use one of the allowed words. | attribution maybe → alleged
file/empty | There is nothing in the file. | Save it again from the program that it is from. | 0 bytes → a header and rows
file/missing | A file that the atlas needs is not there. | Put it there, or change its path in the settings. | events.csv
file/more-problems | So many problems of one file are not read by anybody. | Mend the first ones; the others may go with them. | 100,001 problems
file/no-room | A file of shapes is read from a private copy, and there is no room for one. | Make room in the directory for temporary files, or name another one (TMPDIR). | a full disk
file/not-a-table | The file is neither CSV nor Parquet. | Save it as one of the two. | events.xlsx → events.csv
file/outside-the-folder | A folder's settings and links lead nowhere out of it, so that a stranger's folder is safe. | Put the file inside, or trust a folder of your own with --trust. | ../sources.json → sources.json
file/too-large | The file is larger than any of its kind should be. | Check that it is the right one. | story.md of 200 MB
file/unreadable | The file cannot be opened or is no ordinary file. | Check its name and its permissions. | a directory called events.csv
frame/no-value | Some rows of the data frame have nothing in a column that is needed. | Fill it in, or leave these rows out. | NaN → a name
frame/unknown-value | Some rows of the data frame have a word that is not known. | Use one of the allowed words. | precise → spot
id/not-an-id | Ids stand in addresses: small Latin letters, digits and single hyphens. | Write it so. | Pakka Qila → pakka-qila
id/reserved | The id was an event's that has been taken out; old links still name it. | Give the event another id. | an id in removed.csv
id/too-long | Ids have at most 100 letters. | Shorten it. | 120 letters → 40
id/twice | Two things have one id: a link could not tell them apart. | Give each its own. | a, a → a, b
import/no-column | The file has no column of this name. | Name one that it has. | --where contry=Pakistan → country
import/no-event | No row of the file became an event. | Look at the reasons that are listed. | all rows without a date
import/no-usable-shape | No shape of the file can be a district. | Check its geometry and its names. | a file of points
import/nothing-chosen | No row meets the options. | Widen them. | --country Pakstan → Pakistan
import/shapes-do-not-fit | The districts' shapes overlap, or leave gaps, so that units cannot be cut from them. | Use shapes that share their borders. | two generalised layers
import/unreadable | The file to import cannot be read. | Do what the message says. | an encrypted zip
join/outside | The event's point lies in no district of its day. | Correct the point, or say in the settings which part the districts cover. | 0, 0
join/reaches-across | The place is known only roughly, and its radius reaches into another district: the map says that either is possible. | Nothing, unless the place is known better. | radius 1,000 m beside a border
json/syntax | The file is not JSON. | Export it again; do not edit it in a word processor. | a missing comma
json/too-deep | The JSON is nested deeper than any bibliography or map. | Export it again. | [[[[…
mapping/field-twice | A field has one origin: a column, a template or a constant. | Keep one of them. | category under [columns] and [constants] → under one
mapping/not-a-template | A template is a text with columns in braces. | Close each brace, and write {{ for one that is meant. | {city, {country} → {city}, {country}
mapping/not-understood | The value is none that the mapping of a data set can work with. | Do what the message says. | where = ["year"] → where = ["year>=1990"]
mapping/unknown-field | No field of an event has this name. | Write one of those that are listed. | titel = "Was" → title = "Was"
name/missing | There is no name to show. | Write it as it is printed. | empty → Saddar
name/twice | Two rows give one name. | Keep one of them. | Police twice
place/extent-of-nothing | The size of an area is drawn around the event's own coordinates, and it has none. | Give coordinates, or empty the cell. | extent_m 25000 without coordinates → 25000 at 24.9, 67.0
place/missing | Every event has a place, be it a whole province. | Write an id of the gazetteer, or a name. | empty → karachi
place/no-point | So precise a place needs a point. | Give coordinates, or a coarser precision. | spot without coordinates
place/no-source | A point is printed only with where it is from. | Name the source, or write: estimated. | empty → OpenStreetMap
place/not-a-radius | The radius is no number of metres. | Write metres, without a unit. | 350 m → 350
place/several-with-a-point | An event at several places has the points of the places. | Empty its coordinates, or name one place. | a; b with 24.8, 67.0
place/too-coarse-for-a-point | What is known only as a district, city, province or country has no point: a pin would pretend more. | Empty the coordinates, say in extent_m how large the area is, or give a finer precision. | city with 24.8, 67.0
place/too-fine | The event claims to be placed more exactly than the gazetteer knows the place. | Use the gazetteer's precision, or own coordinates. | spot → neighbourhood
place/unknown | The gazetteer has no such id. | Correct it, add the place, or give a name with coordinates. | sadar → saddar
place/unknown-precision | The precision is none of the known words. | Write spot, neighbourhood, town, district, city, province, country or unknown. | exact → spot
related/itself | An event is not related to itself. | Take its id out. | a related to a
related/unknown-event | No event has this id. | Correct it. | 1986-karachi-ordhar → 1986-karachi-orangi
row/not-a-data-set | An event is a row only of a data set. | Name a source of the kind "dataset", or leave the cell empty. | row_of: ap1990 → ucdpged
row/other-sources | An event that cites another source is told, and no bare row. | Leave the cell empty. | row_of: ucdpged, and a figure of @ap1990
row/unknown-source | The data set is not in sources.json. | Write its key. | row_of: ucpd → ucdpged
removed/now-unknown | An old link leads to the event that its own is a part of since. | Write the id of an event of the atlas, or nothing. | 1990-no-such-event → 1990-hyderabad-pakka-qila
removed/no-reason | Whoever follows an old link is told why the event is gone. | Write the reason. | empty → not confirmed
setting/not-a-colour | A colour is written with six hexadecimal digits. | Write #rrggbb. | red → #903000
setting/not-a-coordinate | The coordinate of a city is no number of degrees. | Write decimal degrees. | "24.8 N" → 24.8
setting/not-a-day | The setting is one day. | Write year, month and day. | 5.11.2026 → "2026-11-05"
setting/not-a-language | The tag is no language that CLDR knows. | Write a tag such as ur, fr or pt-BR. | french → fr
setting/not-a-list | The setting is a list. | Write it in square brackets. | "en" → ["en"]
setting/not-a-share | How wide a pane is stands as a number from 0.1 to 10. | Write one: a pane of 2 is twice as wide as a pane of 1. | "wide" → 2
setting/not-a-table | The setting is a table. | Write it in braces or under a heading. | period = 1972 → period = { from = "1972", to = "1992" }
setting/not-a-text | The setting is a text. | Put it in quotes. | 1972 → "1972"
setting/not-a-truth | The setting is true or false. | Write one of the two, without quotes. | "no" → false
setting/not-a-view | A pane shows the events of the city of its name, or a view. | Write zoom/latitude/longitude. | 24.9, 67.0 → 11/24.90/67.03
setting/not-a-zoom | A zoom is a whole number from 0 to 19. | Write one. | 11.5 → 11
setting/not-an-address | The setting is an address. | Begin it with https://. | example.org → https://example.org/
setting/panes | A page has two to six panes, or one map. | Write two tables or more, or panes = []. | one [[tool.mapgen.panes]] → two of them
setting/period | The period is two dates, the earlier one first. | Write both. | from 1992 to 1972 → from 1972 to 1992
setting/tiles | The address of map tiles may only hold {s}, {z}, {x}, {y} and {r}. | Copy it from the tiles' owner, with the attribution. | https://tile.example.org/{z}/{x}/{y}.png
setting/unknown | No setting has this name, so nothing would come of it. | Correct it or take it out. | titel → title
setting/unknown-value | The setting takes one of a few words. | Use one of them. | coverage most → some
shape/border-mismatch | Two neighbours do not share every vertex of their border: dissolved districts would have slits. | Snap the border, or add the vertex. | 67.05 beside 67.0501
shape/gap | A narrow gap lies between two units. | Close it if it is none on the ground. | 5 m
shape/invalid | The polygon crosses itself or is otherwise no area. | Redraw the outline at the place that is named. | a bow tie
shape/kind | This kind of feature has another type of geometry. | Draw it anew, or give it another kind. | a road that is a polygon
shape/no-coordinates | The feature has no shape. | Draw it, or remove it. | an empty polygon
shape/no-crs | The file does not say in which coordinates it is. | Save it in WGS 84 (EPSG:4326). | a shapefile without .prj
shape/none | There is no feature in the file. | Draw at least one. | an empty collection
shape/not-a-collection | The file is no GeoJSON FeatureCollection. | Export it as one. | a bare geometry
shape/not-a-feature | A member of the collection is no Feature. | Export it anew. | null
shape/not-a-geometry | The geometry is none that GeoJSON knows. | Draw or export it anew. | a ring of two points
shape/not-a-polygon | Units are areas. | Draw the outline. | a point
shape/not-degrees | The coordinates are no degrees of longitude and latitude. | Save the file in WGS 84, longitude first. | 300000, 2750000
shape/overlap | Two units cover the same ground: a point there would be in both. | Draw the border once and give it to both. | 2,000 m²
shape/property | A property that is needed is missing or no text. | Add it to the feature. | "id": 7 → "id": "north"
shape/several-layers | The file has several layers, and one of them is read. | Save the layer that is meant in a file of its own. | a GeoPackage of two layers
shape/too-many | The file has more shapes than any map shows. | Leave out what is not shown. | a million parcels
shape/unknown-crs | The coordinate system has no way to WGS 84 degrees. | Save the file in WGS 84 (EPSG:4326). | a local engineering grid
shape/unreadable | The file is none of the formats of shapes that are read, or damaged. | Save it as GeoJSON in WGS 84. | units.dwg
source/no-id | A source is cited by its id. | Give it one. | "id": "dawn1990"
source/no-title | A source without title and author cannot be named. | Give a title, in [brackets] if it is a description. | [Report on Karachi]
source/not-a-date | The date of the source is not in CSL's form. | Write date-parts, or a literal. | "1990" → {"date-parts": [[1990]]}
source/not-a-key | The id cannot stand behind @ in a citation. | Use letters, digits and : . + / - between them. | dawn 1990 → dawn1990
source/not-a-list | CSL-JSON is a list of items. | Export it anew as CSL JSON. | {…} → [{…}]
source/not-a-text | The field is a text. | Put it in quotes. | 12 → "12"
source/not-an-address | The address is no link that a reader could follow. | Write it with https:// or http://. | www.example.org → https://www.example.org/
source/not-an-item | A member of the list is no source. | Export it anew. | null
source/not-names | Names are a list of objects. | Write [{"family": "Ali", "given": "Kamran"}]. | "Kamran Ali"
source/uncited | Nothing cites the source; it is listed all the same. | Nothing, or take it out. | a leftover
source/unknown-type | The type is none of CSL's. | Use one of them. | newspaper → article-newspaper
story/chapters | Chapters open and close with lines of their own. | Close each before the next. | two openings in a row
story/no-text | A chapter has something to read. | Write it. | a heading alone
story/not-a-scene | A scene says each of from, to and view once, with its value. | Write it as in the example. | scene: from 1986-12-12, to 1986-12-14, view 13/24.94/67.05
story/not-a-view | The view is zoom, latitude and longitude. | Write them with slashes. | 11/24.90/67.03
story/place-without-point | The chapter names a place that is no point on the map. | Name a town or what is smaller. | karachi → lyari
story/scene-at-end | No paragraph follows the scene. | Write it before the paragraph that it belongs to. | a scene line behind the text
story/scene-in-introduction | The introduction has no scenes. | Take the line out. | scene: from 1986
story/scene-in-translation | Scenes stand in the story alone; translations follow by the paragraph. | Take the line out. | scene: from 1986 in story.ur.md
story/too-few-paragraphs | The translation ends before the chapter's last scene begins. | Part it into the same paragraphs. | two paragraphs for a scene at the third
story/unknown-chapter | The translation names a chapter that the story does not have. | Correct the id. | chapter = "intro"
story/unknown-event | The chapter names an event that does not exist. | Correct the id. | 1986-karachi-ordhar
story/unknown-line | The line is none that a chapter's head may have. | Correct or remove it. | form = 1972 → from = 1972
story/unknown-shade | The districts cannot show this. | Use one of the allowed words. | injured → deaths
summary/missing | An event without a text says nothing to a reader. | Write 2 to 6 sentences, each with its source. | empty
summary/not-a-web-link | Links lead to web addresses only. | Write [text](https://…). | [x](file.txt)
summary/sentence-without-citation | Every sentence carries its source. | Put [@key] at its end. | It happened. → It happened [@a].
summary/too-long | The summary is longer than a summary. | Shorten it. | 20,000 letters
table/cell-too-long | A cell is longer than any text that is read. | Look for a quote that is never closed. | 2 million letters
table/cells | The row has more or fewer cells than the header. | Put cells with commas in quotes. | 12 cells instead of 10
table/column-missing | The table needs this column. | Add it to the header. | no column date
table/column-twice | Two columns have one name. | Rename one. | date, date
table/column-unnamed | A column has cells and no name. | Name it, or delete it. | a,,b
table/empty-cell | The cell may not be empty. | Fill it in. | empty
table/nested-column | A cell holds one value, and these hold several. | Write one text or number a row. | a list of names in a Parquet column
table/no-rows | The table has a header and nothing else. | Write at least one row. | events.csv of one line
table/quotes | A quote is opened and not closed, or stands inside a cell. | Close it; write "" for a quote inside quotes. | "It happened → "It happened"
table/reserved-column | The map makes a column of this name itself. | Rename yours. | geometry
table/separator | The columns are separated by something else than commas. | Save the file as CSV with commas. | a;b → a,b
table/too-many-columns | The table has more columns than any that is read. | Delete the empty ones. | 20,000 columns
text/encoded-twice | UTF-8 was opened as Windows-1252 and saved: letters stand as two or three others. | Save it as UTF-8 from where it was right. | CafÃ© → Café
text/half-a-character | Half of a pair of surrogates is no character. | Write the character in full. | \\ud83d alone
text/invisible-letter | A letter that nobody can see stands in the text: it could turn the line round, or hide in a name. | Remove it; joiners stay where a script or an emoji needs them. | U+202E
text/not-utf-8 | The file is not in UTF-8: letters would come out wrong. | Save it as UTF-8. | Windows-1252
title/line-break | A title is one line. | Write it on one line. | two lines
title/missing | Without a title nobody finds it. | Write a short, neutral one. | empty
title/too-long | A title has at most 300 letters. | Shorten it. | a paragraph
toml/syntax | The settings are not TOML. | Correct the line that is named. | title = Karachi → title = "Karachi"
translation/other-numbers | Numbers in digits are the same in every language: one of the two texts was changed without the other. | Translate it again; a number that is right stands in digits in both. | 45 dead, and 39 in the translation
translation/other-sources | The translation cites other sources than the original: one of the two was changed without the other. | Translate it again, with the citations of the original. | [@ap1990], and [@lat1990] in the translation
wikidata/not-an-item | An item of Wikidata is named by Q and its number; a property (P31) or an address is none. | Write the identifier alone, or nothing. | https://www.wikidata.org/wiki/Q8660 → Q8660
wording/kept-without-use | A reason is kept for a word that no longer stands there. | Take the row out of the list of kept words. | a corrected record
wording/loaded-word | The word takes a side. | Write a plainer one, attribute it, or give a reason in the list of kept words. | terrorists → gunmen
"""

CODES: dict[str, Explanation] = {
    code: Explanation(*parts)
    for code, *parts in (
        [part.strip() for part in line.split(" | ")] for line in _TABLE.strip().splitlines()
    )
}
"""The kinds of problem, by code."""
