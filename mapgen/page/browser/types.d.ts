/* What the scripts hand each other, in one place: the payload of the build and what is made of it. */

/** A whole number of days from 1 January 1970, in the proleptic Gregorian calendar. */
export type Day = number;
/** The number of an event: its place in the columns, which are sorted by first day. */
export type EventIndex = number;
/** A whole number of hundred-thousandths of a WGS 84 degree (`DEGREE`), `NOWHERE` for no point. */
export type Degrees = number;
export type Direction = "ltr" | "rtl";
export type Numbers = Int32Array | Uint32Array | Uint16Array | Uint8Array;

/* ---- the payload (mapgen/page/payload) --------------------------------------------------------- */

export interface ColumnHead {
  name: string;
  type: "i32" | "u32" | "u16" | "u8";
  length: number;
  constant?: number;
  delta?: boolean;
  /** The column that this one's values are above. */
  above?: string;
}

export interface PackedColumns {
  columns: ColumnHead[];
  data: string;
}

export interface Category {
  id: string;
  label: string;
  colour: string;
  glyph: string;
}

export interface City {
  name: string;
  latitude: number;
  longitude: number;
  zoom?: number;
}

/** A map beside others: its name, its view as [zoom, latitude, longitude], its part of the width. */
export interface PaneSetting {
  name: string;
  view: PackedView | null;
  share: number;
}

/** What the page needs of a language before its catalogue is opened. */
export interface LanguageHead {
  name: string;
  direction: Direction;
  /** The language of the interface: its own, or "en" where there is no catalogue. */
  interface: string;
  title: string;
  subtitle: string;
}

/** The words of the interface in a language, and the atlas's own names and texts. */
export interface Catalogue {
  /** Of the interface; `textDirection` is that of texts in the language. */
  direction: Direction;
  textDirection: Direction;
  /** Ten digits from zero up. */
  digits: string;
  /** The mark between thousands. */
  group: string;
  /** Whether digits before the last three stand in pairs: 12,34,567. */
  pairs?: boolean;
  /** CLDR's plural categories in the order of a message's forms. */
  plurals: string[];
  months: string[];
  /** Their names without a day, where dates have another form of them. */
  loneMonths?: string[];
  /** How a day is written: "{day} {month} {year}". */
  day: string;
  /** How a month is written: "{lone_month} {year}". */
  month: string;
  /** How a year before Christ is written: "{year} BC". */
  bc: string;
  /** What the languages of the sources are called, by tag; English has the platform's names. */
  languages?: Record<string, string>;
  /** Translations by English text: one text, or a form for each plural category. */
  messages: Record<string, string | string[]>;
  /** Translations of the atlas's categories, districts, places and actors. */
  names: Record<string, string>;
  /** Cleaned HTML. */
  about?: string;
  guide?: string;
}

type SharedTables = Pick<Catalogue, "names" | "messages" | "languages">;
/** The keys of the tables that are the same in every language. */
export type CatalogueKeys = Record<keyof SharedTables, string[]>;
/** A catalogue as it is packed: of these tables the values, in the order of the keys. */
export type ListedCatalogue = Partial<
  Omit<Catalogue, keyof SharedTables> & Record<keyof SharedTables, (string | string[] | null)[]>
>;

/** Two corners as [latitude, longitude] in degrees, south-west first. */
type Corners = [[south: number, west: number], [north: number, east: number]];

/** Where the points of a page lie; longitudes in one copy of the world. */
export interface Extent {
  /** The longitude at which the world is cut. */
  seam: number;
  /** What the first view shows. */
  bounds: Corners;
  /** All points, and how many events are not in the first view, where there are such. */
  whole?: Corners;
  outside?: number;
  /** The ground, where it is the world's land. */
  sheet?: Corners;
}

export interface Meta {
  extent?: Extent;
  title: string;
  subtitle: string;
  language: string;
  languages: string[];
  period: [Day, Day] | null;
  cities: City[];
  panes?: PaneSetting[];
  tiles: { url: string; attribution: string } | null;
  url: string;
  report: string;
  licence: string;
  editor: string;
  languageHeads?: Record<string, LanguageHead>;
  /** For ids of events that were merged: the id of the event that each is a part of since. */
  successors?: Record<string, string>;
  /** The figures that the events state: "deaths", "injured"; all where it is left out. */
  figures?: string[];
}

/** The names that index columns point at, by column. */
export interface Terms {
  category: Category[];
  /** How events are shown that are a row of a data set and nothing more; none where it is left out. */
  row?: Category;
  precision: string[];
  city: string[];
  region: string[];
  /** The places that events without a point are told for, where no city or district names them. */
  home: string[];
  district: string[];
  actor: string[];
  target: string[];
  attribution: string[];
  confidence: string[];
  /** Keys of the sources that are cited, and their kinds and languages. */
  source?: string[];
  sourceKind?: string[];
  sourceLanguage?: string[];
}
/** What the source lens looks at. */
export type LensColumn = "source" | "sourceKind" | "sourceLanguage";
/** A column of indices of names. */
export type TermColumn = Exclude<keyof Terms, "category" | "row" | LensColumn>;

/** What a page of counts says of its rows: events in all, the steps of time, a square's side in m. */
export interface Grain {
  events: number;
  days: TimeStep;
  squares: TimeStep;
  side: number;
}
export type TimeStep = "day" | "month" | "year" | "decade" | "all";

export interface Payload {
  format: number;
  meta: Meta;
  /** Packed JSON by language: a `ListedCatalogue`. */
  catalogues?: Record<string, string>;
  /** Packed JSON: `CatalogueKeys`. */
  catalogueKeys?: string;
  /** What is needed before `shared` is opened. */
  terms: Pick<Terms, "category" | "precision">;
  columns: ColumnHead[];
  /** Packed JSON: a `Shared`. */
  shared: string;
  /** Events in a block of texts, and how many blocks there are. */
  block: number;
  blocks: number;
  /** Whether all blocks are opened at once. */
  eager: boolean;
  layers: PackedColumns | null;
  groups?: Grain;
}

/** What is opened with the events' columns (`head.py`). */
export interface Shared {
  terms: Omit<Terms, "category" | "precision">;
  /** What filters have to know of each source before the rest of it is opened. */
  sources: Record<string, Pick<Source, "kind" | "language">>;
  /** Ids of the places in `Columns.spotEvent`. */
  spots: string[];
  districts: Districts;
  base: BaseShape[];
}

/** What is opened behind the first marks (`head.py`). */
export interface Readings {
  sources: Record<string, Source>;
  story: Chapter[];
}

export type SourcePart = [kind: string, text: string];

/** A source of the bibliography; what it does not say of itself is left out. */
export interface Source {
  short: string;
  parts: SourcePart[];
  /** `type` and, where it was left out, `url` are those of the item; "" for no link. */
  url?: string;
  type: string;
  /** The source as BibTeX and as RIS; left out on a map of one's own. */
  bibtex?: string;
  ris?: string;
  /** The item as exported, without its id. */
  csl: CSLItem;
  language?: string;
  kind?: string;
  read?: string;
  /** When it was read, an ISO date as far as it is known. */
  accessed?: string;
  archived?: string;
  /** The source as it is cited, without its link; the page makes it of `parts`. */
  long: string;
}

export interface CSLName {
  family?: string;
  given?: string;
  literal?: string;
  "non-dropping-particle"?: string;
}

export interface CSLDate {
  "date-parts"?: (string | number)[][];
  literal?: string;
  raw?: string;
  circa?: boolean | string | number;
}

/** A source in CSL-JSON. */
export interface CSLItem {
  type: string;
  URL?: string;
  issued?: CSLDate;
  accessed?: CSLDate;
  author?: CSLName[];
  editor?: CSLName[];
  translator?: CSLName[];
  [field: string]: unknown;
}

/** A ring as `shapes.py` packs it: [x0, y0, dx, dy, …] in `Degrees`. */
export type PackedRing = number[];
export type PackedPolygons = PackedRing[][];

export interface Region {
  label: string;
  /** The districts that it can have been part of: one where that is certain. */
  candidates: string[];
  city: string;
  /** Indices of `Districts.units`. */
  units: number[];
  /** Index of `Districts.shapes`. */
  shape: number;
}

export interface Epoch {
  first: Day;
  last: Day;
  regions: Region[];
}

/** The districts of every date: building units, and what they belonged to in each epoch. */
export interface Districts {
  units: string[];
  shapes: PackedPolygons[];
  epochs: Epoch[];
}

/** A shape or a name of the base map, with the properties of its GeoJSON feature that are read. */
export interface BaseShape {
  kind: string;
  source?: string;
  credit?: string;
  polygons?: PackedPolygons;
  lines?: PackedRing[];
  point?: PackedRing;
  name?: string;
  rank?: number | string;
  /** How far a drawn line may lie beside the real one, in metres. */
  accuracy_m?: number;
  minzoom?: number | string;
  /** The id of the place that a label names. */
  place?: string;
  /** Whether a label names water. */
  wet?: 1;
  /** The days between which a road or quarter may have stood. */
  first?: Day;
  last?: Day;
}

/** A place that a chapter or a scene shows. */
export interface ChapterPlace {
  id: string;
  name: string;
  point: PackedRing;
}

/** [zoom, latitude, longitude] */
export type PackedView = [number, number, number];

/** A step of a chapter: what the map shows from a paragraph on. */
export interface Scene {
  /** From 1. */
  paragraph: number;
  from: string | null;
  to: string | null;
  view: PackedView | null;
}

export interface Chapter {
  id: string;
  from: string | null;
  to: string | null;
  view: PackedView | null;
  /** Ids of events. */
  events: string[];
  places: ChapterPlace[];
  scenes: Scene[];
  shade: "off" | "counts" | "deaths";
  /** Title and cleaned HTML by language. */
  words: Record<string, { title: string; text: string }>;
  /** Of a long introduction, what follows its first words: those are all in the document. */
  rest?: Record<string, string>;
  references: Citation[];
}

/** The key of a source, and the place in it or "". */
export type Citation = [key: string, locator: string];

/* ---- what the page makes of it ----------------------------------------------------------------- */

/** The values of all events, one list after the other (compressed sparse rows). */
export interface ListColumn {
  offsets: Uint32Array;
  values: Numbers;
}

/** One value an event in each; −1 in a figure means not stated. */
export interface Columns {
  first: Int32Array;
  last: Int32Array;
  latitude: Int32Array;
  longitude: Int32Array;
  /** Metres to within which a place is known. */
  radius: Numbers;
  category: Numbers;
  /** 1 for an event that is a row of a data set and nothing more; missing where none is. */
  row?: Uint8Array;
  city: Numbers;
  region: Numbers;
  home: Numbers;
  attribution: Numbers;
  confidence: Numbers;
  precision: Numbers;
  /** The building unit that holds the point: index of `Districts.units`, beyond them for none. */
  unit: Numbers;
  deathsLow: Int32Array;
  deathsHigh: Int32Array;
  /** 1 where the high figure is "at least". */
  deathsOpen: Uint8Array;
  injuredLow: Int32Array;
  injuredHigh: Int32Array;
  injuredOpen: Uint8Array;
  /** Whether no event of the map states deaths. */
  withoutDeaths: boolean;
  actor: ListColumn;
  target: ListColumn;
  district: ListColumn;
  /** The sources that an event cites; none where fewer than two are cited in all. */
  source?: ListColumn;
  /** Of events that cite several: each source of each counted figure (payload/citing.py). */
  claimEvent?: Uint32Array;
  claimFigure?: Numbers;
  claimSource?: Numbers;
  claimLow?: Numbers;
  claimHigh?: Numbers;
  claimHow?: Numbers;
  /** Of events at several places: the event of each place, rising, and where it is. */
  spotEvent?: Uint32Array;
  spotLatitude?: Int32Array;
  spotLongitude?: Int32Array;
  spotRadius?: Numbers;
  spotUnit?: Numbers;
  /** Of a map with several layers: whose an event is. */
  layer?: Numbers;
  /** Of a page of counts: how many events a row stands for, and how many of them it adds to sums. */
  events?: Uint32Array;
  counted?: Uint32Array;
  /** 1 for a row that the map draws: a square. */
  onMap?: Numbers;
  /** How many of a row's events state no deaths. */
  deathsUnstated?: Numbers;
}
export type ListColumnName = "actor" | "target" | "district";

/** A figure as one source or several state it; `refs` are places in the record's references. */
export interface Claim {
  text: string;
  refs: number[];
  counted: boolean;
  /** What a counted figure says: from so many, to so many. */
  low?: number;
  high?: number;
  upTo?: true;
  atLeast?: true;
  about?: true;
  /** Whether it is a figure for something else, shown but not counted. */
  scope?: true;
}

/** The texts of one event; what is empty is left out, translations stand under `title_ur` &c. */
export interface EventRecord {
  id: string;
  title?: string;
  date?: string;
  edtf?: string;
  place?: string;
  deaths?: Claim[];
  injured?: Claim[];
  /** Cleaned HTML. */
  summary?: string;
  join?: string;
  note?: string;
  related?: string[];
  /** In order of first citation. */
  references: Citation[];
  [translation: string]: unknown;
}

/** The state of the store; null is no filter. */
export interface State {
  from: string | null;
  to: string | null;
  years: number[] | null;
  categories: string[] | null;
  cities: string[] | null;
  districts: string[] | null;
  actors: string[] | null;
  targets: string[] | null;
  attribution: string[] | null;
  confidence: string[] | null;
  deaths: { min: number; bound: "low" | "high" } | null;
  text: string | null;
  /** The source lens: keys of sources, kinds, languages; only sources of the time. */
  sources: string[] | null;
  source_kinds: string[] | null;
  source_languages: string[] | null;
  of_the_time: true | null;
  view: { zoom: number; latitude: number; longitude: number } | null;
  event: string | null;
  chapter: string | null;
  lang: string | null;
  theme: string | null;
  embed: true | null;
  /** Names of panes in order, or "one"; and the view of each. */
  panes: string[] | null;
  views: (State["view"] | null)[] | null;
  /** Filters of the second map of a comparison, over those of the state or, alone, instead of them. */
  compare: (Partial<State> & { alone?: true }) | null;
  /** What the districts are shaded by; null: as the page shades them without being asked. */
  shade: Shade | null;
}
export type StateKey = keyof State;
/** What `Store.set` takes: values of any form that an address or a caller may hold. */
export type Patch = { [key in StateKey]?: unknown };
export type View = NonNullable<State["view"]>;

/** The filters in the terms of the columns: day numbers, indices of terms. */
export interface FilterState {
  from?: Day | null;
  to?: Day | null;
  years?: number[] | null;
  categories?: number[] | null;
  cities?: number[] | null;
  districts?: number[] | null;
  actors?: number[] | null;
  targets?: number[] | null;
  attribution?: number[] | null;
  confidence?: number[] | null;
  deaths?: State["deaths"];
  /** 1 for each event that a text search finds. */
  text?: Uint8Array | null;
  /** 1 for each event that the sources of the lens state. */
  lens?: Uint8Array | null;
  layers?: number[] | null;
}
/** A filter with a bit of its own. */
export type FilterName = Exclude<keyof FilterState, "from" | "to">;

/* ---- what the components of a map share -------------------------------------------------------- */

export type Context = import("./app/map_context.js").Context;
/** Leaflet's map; that of a page of its own knows where the page's points lie. */
export type LeafletMap = import("leaflet").Map & {
  mapgenExtent?: Extent;
};

export type Shade = "none" | "events" | "deaths";
/** How far the panel is open on a narrow screen. */
export type Stop = "peek" | "half" | "full";

/** What can stand in an element: nodes, texts, and lists of them; null, undefined, false are nothing. */
export type Child = Node | string | number | false | null | undefined | readonly Child[];

type Listeners = {
  [N in keyof GlobalEventHandlersEventMap as `on${N}`]?: (
    event: GlobalEventHandlersEventMap[N],
  ) => unknown;
};
/** Attributes of a new element, listeners (`onclick`), styles by name, properties of the object. */
export type Attributes = Listeners & {
  style?: { [property: string]: string | number };
  properties?: object;
} & { [attribute: string]: unknown };

/** What a card of an event is made of. */
export interface Card {
  context: Context;
  i: EventIndex;
  record: EventRecord;
  hooks: CardHooks;
  /** The beginning of its elements' ids. */
  stem: string;
}
export interface CardHooks {
  /** Opens an event by its id. */
  open: (id: string) => void;
  /** Says a text to those who hear the page. */
  say: (text: string) => void;
}

/** Several events at one place, of which the reader chooses. */
export interface Choice {
  members: EventIndex[];
  title: string;
  /** What has the focus again when the choice is closed. */
  opener: HTMLElement;
  /** On a page of counts: makes the card of what the rows add up to. */
  card?: () => HTMLElement;
}

/** The signals between the components of a map: the names, and the value that comes with each. */
export interface Signals {
  /** For what may follow a change, where there are several maps in the task after its frame. */
  afterwards: void;
  /** The events shown have changed: once a frame at most. */
  change: void;
  /** Several events at one place: which shall be opened. */
  choose: Choice;
  /** The events that a chapter names are others. */
  highlight: void;
  /** The event that the pointer or focus is on, or −1. */
  hover: EventIndex;
  /** The language's name. */
  language: string;
  /** The reader has gone to a tab of the panel: its name. */
  read: string;
  /** The share of the texts searched so far, 0 to 1; null when all are. */
  searching: number | null;
  /** The id of the open event. */
  select: string | null;
  /** The districts are shaded by something else. */
  shade: void;
  /** The panel has another height. */
  sheet: void;
  /** A tab of the panel to show, and how far to open it. */
  show: { tab: string | null; stop?: Stop };
  /** The panel's tab that is open. */
  tab: string;
  theme: string | null;
  /** The address asks for another view of some map. */
  view: void;
  /** The address asks for other maps. */
  arrange: void;
  /** Other maps are shown, or for something else than before. */
  panes: void;
  /** The first map has got a part that all maps have, or has lost it. */
  parts: void;
  /** Whether the maps show street tiles. */
  streets: boolean;
}
export type Signal = keyof Signals;

export type Pane = import("./app/pane.js").Pane;

/** What the components of a page let each other know; what is one map's own is in its `Pane`. */
export interface SharedState {
  popup: import("../components/event_popup/event_popup.js").EventPopup | null;
  panes: import("../components/panes/panes.js").Panes | null;
  /** Whether the maps show street tiles. */
  streets: boolean;
  /** What the districts are shaded by where the address does not say it; undefined without districts. */
  firstShade: Shade | undefined;
  /** The events that a chapter names. */
  highlighted: EventIndex[];
  /** The panel's tab that is open; null without a panel. */
  tab: string | null;
  /** The panel's sections by selector. */
  sections: Record<string, HTMLElement> | null;
}

/** What is made in order when a map's events are open (`opening.js`). */
export interface Step {
  name: string;
  rank: number;
  step: () => unknown;
}

/** Where a component stands: a corner of the map, or the element of a selector. */
export interface Placement {
  position?: import("leaflet").ControlPosition;
  into?: string | null;
}

declare global {
  interface Window {
    L: typeof import("leaflet");
    /** What scripts of folium's and pages of one's own call (`public.js`). */
    mapgen?: Record<string, unknown>;
    /** The public interface of the first map (`window_atlas.js`). */
    atlas?: unknown;
  }
}
