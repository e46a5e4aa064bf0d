/** What the bid desk's scripts pass one another: values as `crates/bids/src/view.rs` writes them. */

export type Status = 'filled' | 'proposed' | 'open' | 'kept' | 'hidden';
export type Response = 'yes' | 'partial' | 'no' | 'n/a' | 'info';
export type Words = Record<string, string | undefined>;

/** Where a grid has what; columns by their names. */
export interface Layout {
  name: string;
  skip?: boolean;
  header?: number;
  question?: string;
  section?: string;
  response?: string;
  answer?: string;
  comment?: string;
  below?: boolean;
  marks?: { response: Response; column: string }[];
}

export interface Grid {
  name: string;
  prose: boolean;
  hidden: boolean;
  layout: Layout;
  questions: number;
  columns: { name: string; heading: string }[];
}

export interface Candidate {
  id: string;
  title: string;
  page?: string | null;
  confidence: number;
  wording: string;
  response: Response;
  text: string;
  bar?: string | null;
  reviewed?: string | null;
}

export interface Note {
  note: string;
  [value: string]: unknown;
}

export interface Row {
  key: string;
  grid: number;
  place: string;
  question: string;
  section?: string | null;
  status: Status;
  confidence: number;
  word?: string | null;
  response?: Response | null;
  text: string;
  existing?: string | null;
  sources: Candidate[];
  notes: Note[];
  decided: boolean;
}

export interface Detail {
  candidates: Candidate[];
  responses: [Response, string][];
  takes_text: boolean;
}

export interface Context {
  language: string;
  facets: Record<string, string[]>;
}

export type Choice =
  | { choice: 'take'; answers: string[] }
  | { choice: 'write'; text: string; response: Response | null; answers: string[] }
  | { choice: 'leave' };

export type Choices = Record<string, Choice>;
export type Values = Record<string, string>;

/** What is kept of a questionnaire beside its file, in the browser only. */
export interface Kept {
  id: string;
  name: string;
  layouts?: Layout[];
  context?: Context;
  values: Values;
  choices: Choices;
  /** Ids of answers whose use has been told, so that it is told once. */
  told?: string[];
  /** Milliseconds since 1970. */
  changed: number;
}

/** A questionnaire on the desk. */
export interface Session extends Kept {
  file: ArrayBuffer;
}

export type Task =
  | { type: 'open'; module: ArrayBuffer; file: ArrayBuffer; name: string; layouts?: Layout[] }
  | { type: 'lay-out'; layouts: Layout[] }
  | { type: 'answer'; answers: string; context: Context; values: Values; choices: Choices }
  | { type: 'decide'; values: Values; choices: Choices }
  | { type: 'stop' }
  | { type: 'rest' }
  | { type: 'detail'; number: number }
  | { type: 'placeholders' }
  | { type: 'fill' }
  | { type: 'review' }
  | { type: 'workbook'; day: string }
  | { type: 'record'; day: string; opportunity: string }
  | { type: 'used' }
  | { type: 'mapping' };
export type ToWorker = Task & { id: number };
/** An answer to a task; or, without an id, rows that have changed and how far finding has come. */
export type FromWorker =
  | { id: number; value: unknown }
  | { id: number; problem: string; message: string }
  | { rows: [number, Row][]; done: number; count: number };
