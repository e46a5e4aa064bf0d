/**
 * The bid desk's worker: holds the customer's file and decides by the engine what is filled in.
 *
 * Finding answers takes a while, so it goes on in short turns: between them the worker hears what else is asked of it, and tells the
 * page which rows are new. A row is told again only when it says something else than before.
 */

import init, { Desk } from '../../respond/engine.js';
import { FileProblem, read, unpack } from '../search/files.js';

/** @typedef {import('./types.d.ts').ToWorker} ToWorker */
/** @typedef {import('./types.d.ts').FromWorker} FromWorker */

/** Milliseconds of a turn. */
const TURN = 40;
/** Rows that the page gets at once: what it can show without a stutter. */
const BATCH = 20;

/** @type {Desk | undefined} */
let desk;
/** What the page knows of each row. @type {string[]} */
let told = [];
/** What was decided last, for questions that are found later. @type {{values: string, choices: string}} */
let decided = { values: '{}', choices: '{}' };
let done = 0;
/** Counts runs, so that one that was stopped notices. */
let run = 0;

/** @param {FromWorker} message @param {Transferable[]} [transferred] */
const say = (message, transferred = []) => /** @type {any} */ (self).postMessage(message, transferred);

self.addEventListener('message', async (/** @type {MessageEvent<ToWorker>} */ { data: task }) => {
  const { id } = task;
  try {
    const value = await perform(task);
    say({ id, value }, value instanceof Uint8Array ? [value.buffer] : []);
  } catch (error) {
    say({ id, problem: codeOf(error), message: error instanceof Error ? error.message : String(error) });
  }
});

/** @param {ToWorker} task */
async function perform(task) {
  switch (task.type) {
    case 'open':
      return open(task);
    case 'lay-out':
      forget();
      opened().lay_out(JSON.stringify(task.layouts));
      return JSON.parse(opened().grids());
    case 'answer':
      return answer(task);
    case 'decide':
      return decide(JSON.stringify(task.values), JSON.stringify(task.choices));
    case 'stop':
      run += 1;
      return null;
    case 'rest':
      void find();
      return null;
    case 'detail':
      return JSON.parse(opened().detail(task.number) ?? 'null');
    case 'placeholders':
      return JSON.parse(opened().placeholders());
    case 'fill':
      return opened().fill();
    case 'review':
      return opened().review();
    case 'workbook':
      return opened().workbook(task.day);
    case 'record':
      return opened().record(task.opportunity, task.day);
    case 'used':
      return JSON.parse(opened().used());
    case 'mapping':
      return opened().mapping();
  }
}

/** @param {Extract<ToWorker, {type: 'open'}>} task */
async function open({ module, file, name, layouts }) {
  const bytes = await unpack(module, new URL('engine.wasm.gz', import.meta.url));
  await init({ module_or_path: new Response(/** @type {BlobPart} */ (bytes), { headers: { 'content-type': 'application/wasm' } }) });
  desk = new Desk(new Uint8Array(file), name);
  if (layouts) desk.lay_out(JSON.stringify(layouts));
  return JSON.parse(desk.grids());
}

/** @param {Extract<ToWorker, {type: 'answer'}>} task */
async function answer({ answers, context, values, choices }) {
  forget();
  const current = run;
  const bytes = await read(new URL(answers), (bytes) => bytes);
  if (current !== run) return null;
  decided = { values: JSON.stringify(values), choices: JSON.stringify(choices) };
  opened().answer_with(bytes, JSON.stringify(context), decided.values);
  opened().decide(decided.values, decided.choices);
  void find();
  return opened().count();
}

/** Takes values and choices, and tells what follows from them. @param {string} values @param {string} choices */
function decide(values, choices) {
  decided = { values, choices };
  opened().decide(values, choices);
  tell(0);
  return null;
}

/** Looks for the answers to all questions that are left, in turns. */
async function find() {
  run += 1;
  const current = run;
  const engine = opened();
  const count = engine.count();
  do {
    const from = done;
    for (const begun = performance.now(); done < count && performance.now() - begun < TURN; ) done = engine.advance(1);
    tell(from);
    await new Promise((resolve) => setTimeout(resolve));
    if (current !== run) return;
  } while (done < count);
  // What shares a cell with what came later may have to wait for somebody now.
  engine.decide(decided.values, decided.choices);
  tell(0);
}

/** Tells the rows that have changed. @param {number} from */
function tell(from) {
  const engine = opened();
  const count = engine.count();
  /** @type {[number, any][]} */
  let rows = [];
  for (let number = from; number < done; number += 1) {
    const row = engine.row(number);
    if (row === undefined || row === told[number]) continue;
    told[number] = row;
    rows.push([number, JSON.parse(row)]);
    if (rows.length === BATCH) {
      say({ rows, done, count });
      rows = [];
    }
  }
  say({ rows, done, count });
}

function forget() {
  run += 1;
  done = 0;
  told = [];
}

function opened() {
  if (!desk) throw new Error('the worker was asked before a file was opened');
  return desk;
}

/** What kind of problem an error is; those of files begin with theirs. @param {unknown} error */
function codeOf(error) {
  if (error instanceof FileProblem) return error.code === 'damaged' ? 'updated' : error.code === 'gone' ? 'updated' : 'offline';
  if (error instanceof WebAssembly.RuntimeError || !(error instanceof Error)) return 'crashed';
  return /^([a-z-]+): /.exec(error.message)?.[1] ?? 'crashed';
}
