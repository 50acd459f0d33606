/* What the scripts hand each other, in one place: the payload of the build and what is made of it. */

/** A whole number of days from 1 January 1970, in the proleptic Gregorian calendar. */
export type Day = number;
/** The number of an event: its place in the columns, which are sorted by first day. */
export type EventIndex = number;
/** A whole number of hundred-thousandths of a WGS 84 degree (`DEGREE`), `NOWHERE` for no point. */
export type Degrees = number;
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

/** What the page needs of a language before its catalogue is opened. */
export interface Tongue {
  name: string;
  direction: "ltr" | "rtl";
  title: string;
  subtitle: string;
}

export interface Meta {
  title: string;
  subtitle: string;
  language: string;
  languages: string[];
  period: [Day, Day] | null;
  cities: City[];
  tiles: { url: string; attribution: string } | null;
  url: string;
  report: string;
  licence: string;
  editor: string;
  tongues?: Record<string, Tongue>;
  figures?: string[];
}

export interface Payload {
  format: number;
  meta: Meta;
  /** Packed JSON by language. */
  catalogues?: Record<string, string>;
  terms: { category: Category[]; precision: string[] } & Record<string, unknown[]>;
  columns: ColumnHead[];
  shared: string;
  /** Events in a block of texts, and how many blocks there are. */
  block: number;
  blocks: number;
  /** Whether all blocks are opened at once. */
  eager: boolean;
  layers?: PackedColumns;
  groups?: { events: number; days: string; squares: string; side: number };
}

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
  city: Numbers;
  region: Numbers;
  attribution: Numbers;
  confidence: Numbers;
  precision: Numbers;
  deathsLow: Int32Array;
  deathsHigh: Int32Array;
  /** 1 where a source of the high figure says "at least". */
  deathsOpen: Uint8Array;
  injuredLow: Int32Array;
  injuredHigh: Int32Array;
  injuredOpen: Uint8Array;
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
  /** Of events told for several places: the event of each place, rising, and where it is. */
  spotEvent?: Uint32Array;
  spotLatitude?: Int32Array;
  spotLongitude?: Int32Array;
  spotRadius?: Numbers;
  spotUnit?: Numbers;
  /** Of a map with several layers: whose an event is. */
  layer?: Numbers;
  /** Of a page of counts: how many events a row adds, and whether it is a square of the map. */
  counted?: Uint32Array;
  onMap?: Numbers;
}

/** A source of the bibliography; what it does not say of itself is left out. */
export interface Source {
  short: string;
  parts: [string, string][];
  /** The parts joined, without the link. */
  long: string;
  url: string;
  type: string;
  /** The item as exported, without its id. */
  csl: { issued?: { "date-parts"?: (number | string)[][]; circa?: boolean } } & Record<
    string,
    unknown
  >;
  language?: string;
  kind?: string;
  read?: string;
  /** When it was read, an ISO date as far as it is known. */
  accessed?: string;
  archived?: string;
}

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
  /** [key of the source, locator in it], in order of first citation. */
  references: [string, string][];
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
}
