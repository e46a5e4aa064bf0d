/** A library as large as a big company's: made up, the same on any day. */

/** Words that sound like words; none of them means anything. */
const SYLLABLES = ["ka", "lo", "mi", "ne", "pu", "ra", "si", "to", "ve", "zu", "bre", "dor", "fal", "gan", "hel"];

/** A generator of numbers that are the same each time (Lehmer's). */
class Chance {
  #state = 20_261_122;

  /** @param {number} below */
  number(below) {
    this.#state = (this.#state * 48_271) % 2_147_483_647;
    return this.#state % below;
  }

  /**
   * @template Value
   * @param {Value[]} values
   */
  one(values) {
    return values[this.number(values.length)];
  }

  word() {
    return Array.from({ length: 2 + this.number(3) }, () => this.one(SYLLABLES)).join("");
  }

  /** @param {number} words */
  phrase(words) {
    const text = Array.from({ length: words }, () => this.word()).join(" ");
    return text[0].toUpperCase() + text.slice(1);
  }
}

const INDUSTRIES = Array.from({ length: 15 }, (_, number) => `industry-${number}`);
const PRODUCTS = Array.from({ length: 20 }, (_, number) => `product-${number}`);
const OWNERS = ["Ada Ambler", "Ben Brook", "Cleo Carr", "Dan Dale", "Eve Ekin"];
const AREAS = ["capability", "change-management", "value", "company", "selling"];
const STAGES = ["engage", "transact", "fulfill", "support", "renew"];
const TOPICS = ["security", "privacy", "support", "commercial", "hosting", "quality"];

/** @param {number} count */
const numbers = (count) => Array.from({ length: count }, (_, number) => number);

/**
 * Its files: 300 answers, 40 competitors, 200 case studies, and what goes with them.
 * @returns {Record<string, string>}
 */
export function largeLibrary() {
  const chance = new Chance();
  const competitors = numbers(40).map((number) => `rival-${number}`);
  /** @type {Record<string, string>} */
  const files = { "fieldbook.toml": settings(competitors) };
  for (const number of numbers(300)) files[`content/answers/${chance.one(TOPICS)}/answer-${number}.md`] = answer(chance, number);
  for (const [number, competitor] of [...competitors, "self", "no-decision"].entries()) files[`content/swot/${competitor}.md`] = swot(chance, competitor, number);
  for (const number of numbers(200)) files[`content/case-studies/case-${number}.md`] = caseStudy(chance, number);
  for (const number of numbers(40)) files[`content/proof/proof-${number}.md`] = proof(chance, number);
  for (const number of numbers(12)) files[`content/personas/persona-${number}.md`] = persona(chance, number);
  for (const stage of STAGES) files[`content/playbooks/${stage}.md`] = playbook(chance, stage);
  return files;
}

/** @param {string[]} competitors */
function settings(competitors) {
  const facet = (/** @type {string} */ name, /** @type {string[]} */ values) => `[facets.${name}]\nvalues = ${JSON.stringify(values)}\n`;
  return `name = "Large"\n[review]\nevery = "180d"\n${facet("industry", INDUSTRIES)}${facet("product", PRODUCTS)}${facet("competitor", competitors)}`;
}

/**
 * @param {Chance} chance
 * @param {string} title
 */
function common(chance, title) {
  const reviewed = `2026-${String(1 + chance.number(10)).padStart(2, "0")}-15`;
  return `title = "${title}"\nsummary = "${chance.phrase(12)}."\nowner = "${chance.one(OWNERS)}"\nreviewed = ${reviewed}\nindustry = "${chance.one(INDUSTRIES)}"\nproduct = ["${chance.one(PRODUCTS)}"]\n`;
}

/** @param {Chance} chance */
const text = (chance) => `${chance.phrase(60)}.\n\n${chance.phrase(40)}.\n`;

/**
 * @param {Chance} chance
 * @param {number} number
 */
function answer(chance, number) {
  const fields = `questions = ["${chance.phrase(9)} ${number}?"]\nresponse = "${chance.one(["yes", "partial", "no", "info"])}"\nshort = "${chance.phrase(10)}."\n`;
  return `+++\n${common(chance, `${chance.phrase(3)} ${number}`)}stage = "${chance.one(STAGES)}"\n${fields}+++\n${text(chance)}`;
}

/**
 * @param {Chance} chance
 * @param {string} subject
 * @param {number} number
 */
function swot(chance, subject, number) {
  const claim = () => `- ${chance.phrase(8)}. {area=${chance.one(AREAS)} source="${chance.phrase(2)}" as-of=2026-0${1 + chance.number(9)}-01}\n`;
  const claims = () => numbers(5).map(claim).join("");
  const quadrants = ["Strengths", "Weaknesses", "Opportunities", "Threats"].map((name) => `## ${name}\n\n${claims()}`).join("\n");
  const card = ["Why we win", "Why we lose", "Landmines"].map((name) => `## ${name}\n\n- ${chance.phrase(7)}.\n- ${chance.phrase(7)}.\n`).join("\n");
  return `+++\n${common(chance, `${chance.phrase(1)} ${number}`)}subject = "${subject}"\n+++\n${card}\n${quadrants}`;
}

/**
 * @param {Chance} chance
 * @param {number} number
 */
function caseStudy(chance, number) {
  const factor = () => `[[success_factors]]\nname = "${chance.phrase(3)}"\nunit = "hours"\nbaseline = ${40 + chance.number(60)}\nresult = ${chance.number(40)}\nbetter = "lower"\n`;
  const fields = `customer = "${chance.phrase(2)} ${number}"\nreference = "${chance.one(["yes", "ask", "no"])}"\n`;
  return `+++\n${common(chance, `${chance.phrase(4)} ${number}`)}${fields}${factor()}${factor()}+++\n${text(chance)}`;
}

/**
 * @param {Chance} chance
 * @param {number} number
 */
function proof(chance, number) {
  const type = chance.one(["demo", "reference", "testimonial", "white-paper", "certification"]);
  return `+++\n${common(chance, `${chance.phrase(3)} ${number}`)}type = "${type}"\nstages = ["${chance.one(STAGES)}"]\nconcerns = ["Concern ${chance.number(20)}"]\n+++\n${text(chance)}`;
}

/**
 * @param {Chance} chance
 * @param {number} number
 */
function persona(chance, number) {
  return `+++\n${common(chance, `${chance.phrase(2)} ${number}`)}concerns = ["Concern ${number}", "Concern ${number + 5}"]\n+++\n${text(chance)}`;
}

/**
 * @param {Chance} chance
 * @param {string} stage
 */
function playbook(chance, stage) {
  return `+++\n${common(chance, chance.phrase(3))}stage = "${stage}"\n+++\n## ${chance.phrase(3)}\n\n${text(chance)}\n## ${chance.phrase(3)}\n\n${text(chance)}`;
}
