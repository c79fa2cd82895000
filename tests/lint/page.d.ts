// What the data block holds (block.py writes it, 10-data.js unpacks it), and what the scripts make of it.
// What is empty in a plan is left out: all but names and ids may be missing.

/** A text in Chinese and, where there is one, in English. */
type Pair = [string, string?];
/** Longitude and latitude in degrees. */
type Position = [number, number];
/** West, south, east, north in degrees; west, north, east, south in steps; left, top, right, bottom in pixels. */
type Box = [number, number, number, number];
/** Arcs joined end to start: the number of an arc, or its bitwise inverse where it is walked backwards. */
type Run = number[];
/** Polygons of rings, the outer one first. */
type Shape = Run[][];
/** x and y, in steps or in pixels. */
type Point = [number, number];

interface Named {
  id: string;
  name: Pair;
}
interface Fact {
  about: string;
  source: string;
  locator: string;
  anchor?: string;
}
interface Stroke {
  width: number;
  dash?: string;
}
interface Described extends Named {
  facts?: Fact[];
  note?: Pair;
  positioning?: Pair;
}
interface Zone extends Described {
  type: "zone";
  stops?: number[];
  group: string;
  members?: string[];
  focus?: boolean;
  lead?: string[];
  basis: string;
  basis_name: Pair;
  precision_km?: number;
  definition?: Pair;
  tone: string;
  colour: { fill: string; line: string; text: string };
  hatch?: string;
  stroke: Stroke;
  remark?: Pair;
  shape?: Shape;
  label?: Position;
  diagram?: Shape;
  diagram_label?: Position;
  area_km2?: number;
}
interface Unit extends Described {
  type: "unit";
  level: string;
  parent?: string;
  industries?: string[];
  zones?: string[];
  shape?: Shape;
  label?: Position;
  seat?: Position;
}
interface Park extends Described {
  type: "park";
  stops?: number[];
  aliases?: string[];
  kind: string;
  unit?: string;
  at?: Position;
  basis: string;
  precision_km?: number;
  located_by?: Pair;
  outside?: Pair;
  part_of?: string;
  homes?: string[];
  industries?: string[];
  tops?: string[];
  tone: string;
  status: string;
  stand: Stand;
  unlocated?: string;
  later?: { as_of: string; status: string; source: string; note?: Pair }[];
}
/** Where a place stands: on its site, at a unit, or known to the region or to nothing. */
type Stand = "site" | "unit" | "region" | "nowhere";
type Thing = Zone | Unit | Park;
interface Group extends Named {
  form?: string;
  order?: number;
}
interface Target {
  id: string;
  scope: string;
  of?: string;
  indicator: Pair;
  kind: string;
  operator: string;
  mode?: string;
  hedge?: Pair;
  low?: number;
  high?: number;
  measure?: string;
  is_share?: boolean;
  is_headline?: boolean;
  year?: number;
  part_of?: string;
  facts?: Fact[];
  note?: Pair;
  shown: Pair;
  parts_sum?: Pair;
  /** As a map writes it, where that is another text. */
  short?: Pair;
  /** Class of its amount of money, and the zone, unit or place at which a map shows it. */
  size?: number;
  at?: string;
}
/** What a fact speaks of, its source and its clause there. */
type Cited = [string, string, string];
/** What was reached of a number: the latest, how far it is, those before it, and the points of a small chart. */
interface Progress {
  target: string;
  state: string;
  as_of: string;
  value: number;
  shown: Pair;
  line: Pair;
  stands?: Pair;
  told?: Pair;
  filled?: number;
  former?: Pair;
  sources: string[];
  note?: Pair;
  trend?: Position[];
  aim?: Position[];
}
interface Industry extends Named {
  parent?: string;
  tone: string;
}
interface Kind extends Named {
  symbol: string;
}
interface Status extends Named {
  fill: "full" | "half" | "hollow" | "pale";
  time: "now" | "plan" | "";
}
interface Step {
  id: string;
  view?: Box;
  title?: Pair;
  text?: Pair;
  lit?: string[];
}
interface LegendEntry {
  id: string;
  /** None where it is that of the thing of its id. */
  name?: Pair;
  note?: Pair;
  sort: string;
  tone?: string;
}
interface LegendPart {
  id: string;
  title?: Pair;
  entries: LegendEntry[];
}
interface PageLink {
  href: string;
  name: Pair;
  unit?: string;
}
interface Source {
  title: Pair;
  issuer?: string;
  number?: string;
  date?: string;
}
interface Plan {
  id: string;
  title: Pair;
  slogan?: string;
  region_adcode: string;
  issuer?: Pair;
  number?: string;
  issued?: string;
  bbox: Box;
  view?: Box;
  whole: Pair;
  framed?: string;
}
interface Block {
  plan: Plan;
  /** The number that stands for the plan, if one does. */
  headline?: string;
  is_crowded: boolean;
  /** Unit -> place of its tint, where all zones together would lie over one another. */
  tints?: Record<string, number>;
  /** How counts of places are told: least, tint and words of each class; where no industry has a place there is none. */
  gathering?: { classes: [number, string, Pair][]; most_named: number };
  phrases: Record<string, Pair>;
  groups: Group[];
  zones: Zone[];
  units: Unit[];
  parks: Park[];
  targets: Target[];
  progress: Progress[];
  industries: Industry[];
  kinds: Kind[];
  statuses: Status[];
  steps: Step[];
  legend: LegendPart[];
  context: { name: Pair; shape?: Shape; label?: Position }[];
  abroad: { name: Pair; label: Position; shape?: undefined }[];
  lines: { paths: Run[]; stroke: Stroke }[];
  rivers: { name: Pair; rank: number; paths: Run[] }[];
  lakes: { name: Pair; rank: number; shape: Shape; label?: Position }[];
  towns: { name: Pair; rank: string; at: Position }[];
  townships: { names: string; arc: string };
  unit_points: string;
  sea: { shape: Shape }[];
  landforms: { name: Pair; rank: number; path: Position[] }[];
  credits: Pair[];
  further_credits: Pair[];
  links: PageLink[];
  sources: Record<string, Source>;
  hatches: Record<string, { d: string; size: number }>;
  base?: { url: string };
  readings: string;
  radicals: string;
  steps_per_degree: number;
  gather_px: number;
  badge_unit_px: number;
  ring_px: number;
  disc_px: number;
  water_drawn: number[];
  water_named: number[];
  seat_px: number;
  number_px: number[];
  bound_ends: Record<string, number>;
  disc: string;
  arcs: string;
  bases: Named[];
  abouts: Named[];
  scopes: Named[];
  levels: Named[];
  modes: Named[];
  target_kinds: Named[];
  reasons: Named[];
}
/** Records as they stand in the block: the names of columns once, and pools of values that recur. */
interface Table {
  columns: string[];
  pools?: Record<string, unknown[]>;
  rows: unknown[][];
}

// -- what changes -----------------------------------------------------------------------------------------------------

/** What two maps beside one another tell each other. */
interface PairMessage {
  at?: string;
  address?: string;
  key?: string;
  ready?: boolean;
}
/** What may change, and be followed by redraws. */
type Change =
  | "address"
  | "drawing"
  | "edit"
  | "extent"
  | "fan"
  | "filter"
  | "hover"
  | "lang"
  | "look"
  | "pencil"
  | "reality"
  | "register"
  | "says"
  | "selection"
  | "step"
  | "tab"
  | "theme"
  | "tool"
  | "view"
  | "zoom";
type Facet = "industry" | "kind" | "status" | "time" | "unit";
type Tab = "edit" | "layout" | "places" | "reality" | "register" | "targets";
/** Ids of what is chosen of each facet, of what is unticked, and the rest that the address says. */
interface State extends Record<Facet, Set<string>> {
  lang: "zh" | "en";
  theme: string;
  draw: string;
  view: string;
  tab: Tab;
  sort: { column: string; down: boolean };
  numbers: { text: string; scopes: Set<string>; order: string; reached: boolean };
  selected: string | null;
  gathered: string[] | null;
  off: Set<string>;
  step: number;
  at: string | null;
}
interface Story {
  lit: Set<string> | null;
  spots: string[];
  last: number;
  explored: boolean;
  moving: boolean;
}
interface Home {
  zoom: number;
  size: L.Point | null;
  isShown: boolean;
  isMoving: boolean;
  isChoosing: boolean;
  /** The view from which what is chosen moved the map. */
  before: Standpoint | null;
  isGroup: boolean;
  legendYields: boolean;
  wish: object | null;
  /** How much larger names are than on any other map of the size. */
  type: number;
}
interface Page {
  hovered: string | null;
  opener: string | null;
  legendShut: boolean | null;
  ticksBefore: string[];
  unprinted: Standpoint | null;
  addressed: string | null;
}
/** What stays free around what the map shows, in pixels. */
interface Room extends L.FitBoundsOptions {
  paddingTopLeft: L.PointTuple;
  paddingBottomRight: L.PointTuple;
}
/** Where the map stood before it was printed. */
interface Standpoint {
  center: L.LatLng;
  zoom: number;
  isHome: boolean;
}
interface AddressKey {
  read(text: string | null): void;
  write(): string;
}

// -- the drawing ------------------------------------------------------------------------------------------------------

type Attributes = Record<string, unknown>;
type Child = Node | string | number | null | undefined | false | Child[];
type Located = Park & { at: Position };
/** What has an outline of its own to draw. */
type Drawable = Zone | Unit;
interface Arc {
  degrees: Int32Array;
  steps: Int32Array | null;
  thinned: Map<number, Int32Array>;
}
/** Where things stand on each of the small maps: pixel = steps * scale + (left, top). */
interface Small {
  width: number;
  height: number;
  scale: number;
  left: number;
  top: number;
}
interface View {
  zoom: number;
  scale: number;
  x: number;
  y: number;
}
/** An element kept at a position in steps, some pixels aside. */
interface Mark {
  node: SVGElement;
  x: number;
  y: number;
  dx: number;
  dy: number;
}
/** Places that share one symbol, at its position in steps. */
interface Gathering {
  parks: Located[];
  x: number;
  y: number;
  dimmed?: boolean;
  node?: SVGElement;
}
/** Places known to a unit only, at that unit. */
interface Badge {
  unit: Unit;
  parks: Park[];
  x: number;
  y: number;
  dx: number;
  dy: number;
  text: string;
  width: number;
  height: number;
  node?: SVGElement;
}
/** What bears numbers, where it is on the map, in pixels. */
interface Seat {
  id: string;
  targets: Target[];
  at: Point;
  dot: Box;
}
/** A number as it is set on the map. */
interface PlateRow {
  target: Target;
  text: string;
  size: number;
  lines: string[];
  width: number;
  height: number;
}
/** The numbers of a seat at their place, and the line that leads to it. */
interface Plate extends Seat {
  rows: PlateRow[];
  box: Box;
  line: Box[];
  node?: SVGElement;
}
interface Fan {
  gathering: Gathering;
  spots: { park: Located; dx: number; dy: number }[];
}
interface Drawn {
  least: number;
  waters: number;
  canvas: UnitCanvas | null;
  gatherings: Gathering[];
  badges: Badge[];
  plates: Plate[];
  fan: Fan | null;
  zoom: number | null;
  naming: Naming | null;
  namesZoom: number | null;
  near: string;
}
/** The canvas of a large plan. */
interface UnitCanvas extends L.Canvas {
  _redraw(): void;
  unitAt(event: MouseEvent): string | null;
}

// -- names ------------------------------------------------------------------------------------------------------------

type Rank = "zone" | "prefecture" | "bare" | "county" | "park" | "far" | "water" | "town" | "landform";
interface Type {
  size: number;
  weight: number;
  spacing: number;
  leading: number;
}
/** One way to set a name in lines, with its room in pixels. */
interface Setting {
  lines: string[];
  width: number;
  height: number;
}
/** A name that waits for its place. */
interface Label extends Setting {
  id: string;
  rank: Rank;
  sets: Setting[];
  at: Point;
  shape?: Shape;
  colour?: string;
  sub?: string;
  focus?: string;
  grid: number;
  shift: Point;
  unit?: Unit;
  home: Zone[];
  foreign: Zone[] | null;
  astray: Zone[];
  beside?: boolean;
  far?: boolean;
  dim?: boolean;
  /** Where it may stand along a line, in steps. */
  along?: Point[];
  /** Where the town of a unit lies, in steps. */
  seat?: Point | null;
  /** Of what lies beneath the layout: placed last, and chosen by no click. */
  quiet?: boolean;
}
/** Where a name may stand, off its area and at the end of a line to its foot perhaps. */
interface Spot {
  x: number;
  y: number;
  anchor: string;
  cost: number;
  off?: boolean;
  foot?: Point;
}
/** The place that a name was given, in one way to set it. */
interface Kept extends Spot {
  set: Setting;
  text: string;
}
interface Placed extends Kept {
  box: Box;
}
/** What names keep off: boxes in pixels, land, seats, and names abroad that stand already. */
interface Field {
  land: Unit[];
  frame: Box;
  taken: number[][];
  symbols: number[][];
  dots: number[][];
  lines: number[][];
  seats: Point[];
  far: { text: string; x: number; y: number }[];
}
interface Naming {
  field: Field;
  waiting: Label[];
  placed: [Label, Placed][];
  zoom: number;
}

// -- the panel --------------------------------------------------------------------------------------------------------

/** What is found by a code: the unit's, the clauses', and the numbers as printed. */
interface Codes {
  adcode: string;
  clauses: string[];
  numbers: string[];
}
interface Searchable {
  item: Thing | Target;
  rank: number;
  chinese: string[];
  english: string;
  words: string[];
  codes: Codes;
}
/** Why places are left out. */
interface Reason {
  name: string;
  out: number;
  without: number;
  clear(): void;
}
interface Column {
  id: string;
  text(park: Park): string;
  key?(park: Park): string;
  rank?(park: Park): number;
}
type Bar = Pick<Target, "operator" | "low" | "high" | "is_share">;
/** Where a number stands in a list: under its whole, beside one of its name, with what it speaks of, among which. */
interface Place {
  whole?: Target | null;
  again?: boolean;
  isNamed?: boolean;
  beside?: Target[];
}
type Measured = Target & { low: number };
/** What the words at the pointer tell of. */
type Tipped = Thing | { name: Pair };

// -- the pencil -------------------------------------------------------------------------------------------------------

/** What a page with a register has beside the page's own block: register.py writes it. */
interface RegisterBlock {
  name: string;
  column: string;
  by: number[];
  /** Why rows are not placed, Chinese and English, and how many. */
  why: [string, string, number][];
  least: number;
  /** Each with the industry that it is; null stands for all other values. */
  values: [string | null, string][];
  places: [string, string][];
  counts: string;
  /** A column of money that is summed; sums in steps, of which there are so many in the Chinese unit. */
  amount?: { name: string; units: Pair; each: Pair; steps: number; most: number; sums: string };
  rows?: {
    at: string;
    units: string[];
    unit: string;
    value: string;
    columns: string[];
    name: number;
    cells: string[][];
    choices: number[];
    left_out: string[];
  };
  grid?: { across_km: number; counts: string; corners: string; rings: string };
  phrases: Record<string, Pair>;
}
interface RegisterRow {
  number: number;
  at: Point | null;
  unit: string;
  value: number;
  cells: string[];
}
interface RegisterCell {
  count: number;
  ring: Point[];
  middle: Point;
}
interface RegisterSpot {
  unit: Unit;
  count: number;
  radius: number;
}

/** What a page with a register set against the plan has beside the page's own block: reality.py writes it. */
interface RealityBlock {
  rows: number;
  base: string;
  weight?: string;
  withhold: number;
  sectors: RealitySector[];
  zones: RealityZone[];
  /** Unit, industry, agreement. */
  hot: [string, string, string][];
  clusters: RealityCluster[];
  phrases: Record<string, Pair>;
}
/** A count that is not there is withheld. */
interface RealitySector {
  industry: string;
  rows?: number;
  wanted_rows?: number;
}
interface RealityZone {
  id?: string;
  industry: string;
  rows?: number;
  share?: number;
  quotient?: number;
  low?: number;
  high?: number;
  agreement: string;
}
interface RealityCluster {
  id: string;
  industry: string;
  name: string;
  name_en?: string;
  rows: number;
  expected: number;
  km2: number;
  agreement: string;
  rim: Point[];
}

/** What the page with a pencil has beside the page's own block: edit.py writes it. */
interface Desk {
  edition: string;
  knowledge: string;
  knowledge_km: number;
  union_km: number;
  located_bases: string[];
  sources: { id: string; title: Pair }[];
  places: Record<string, { located_by?: string; outside?: string; zones?: string[] }>;
  zone_bases: Record<string, { name: Pair; remark?: Pair; dash?: string }>;
  phrases: Record<string, Pair>;
}
/** A change of a place, of a zone's outline or of its drawing. Rings do not repeat their first position. */
interface Edit {
  layer: string;
  id: string;
  at?: Position;
  basis?: string;
  precision_km?: number;
  located_by?: string;
  outside?: string;
  members?: string[];
  adjusted?: boolean;
  polygons?: Position[][][];
}
interface Edits {
  past: Record<string, Edit>[];
  at: number;
  saved: Record<string, Edit>;
  left: { key: string; found: Record<string, Edit> } | null;
  refused: string;
}
interface PlaceValues {
  basis: string;
  precision_km: string;
  source: string;
  record: string;
  outside: string;
}
interface PlaceTool {
  kind: "place";
  id: string;
  at: Position | null;
  values: PlaceValues;
}
/** A corner that was set, and the way along borders that leads to it. */
interface Corner {
  at: Position;
  way: Position[];
}
interface SketchTool {
  kind: "sketch";
  id: string;
  rings: Corner[][];
  /** Whether the last ring is closed, as all of a sketch are that was there before. */
  isClosed: boolean;
  past: Pick<SketchTool, "rings" | "isClosed" | "follows">[];
  follows: boolean;
  precision_km: string;
}
interface HeldCorner {
  ring: Corner[];
  i: number;
}
interface Press {
  from: L.Point | null;
  last: L.Point | null;
  corner: HeldCorner | null;
}
interface UnionTool {
  kind: "union";
  id: string;
  members: Set<string>;
  level: string;
}
/** A drawing is moved from where its name stands. */
interface DiagramTool {
  kind: "diagram";
  id: string;
  from: Position;
  to: Position;
  growth: number;
}
type Tool = PlaceTool | SketchTool | UnionTool | DiagramTool;
interface Pencil {
  tool: Tool | null;
  says: string;
  cross: L.LatLng | null;
  /** Where the next corner of a sketch would lead. */
  ghost: Position[] | null;
  /** Key of what takes the keyboard's focus when a tool is put away. */
  next: string;
  chosen: PlaceValues;
}

/** What the page's scripts and those of a user see of it. */
interface Window {
  buju_map: L.Map;
  buju: { ready: Promise<void>; [door: string]: unknown };
}
