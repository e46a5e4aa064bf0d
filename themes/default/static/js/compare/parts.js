/** The parts of a document's page: facts, fields, sections by heading. They come from the site's own pages, and bring no life with them. */

/** @typedef {{ label: string, content: Node[] }} Part */
/** @typedef {{ title: string, url: string, facts: Part[], lead: Node[], sections: Part[] }} Parts */

/** What has no meaning outside its own page, or can't work there. */
const LEFT_OUT = '.related, .children, .fields, .anchor, .banner, [aria-hidden=true]:not(svg), script, button, form, input, select, dialog, [hidden]';

/**
 * Fetches a page of the site and takes it apart.
 * @param {URL} url
 * @returns {Promise<Parts>}
 */
export async function fetchParts(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const article = page.querySelector('article.document');
  const text = article?.querySelector('.text');
  if (!article || !text) throw new Error(`${url} is no document`);
  const facts = [...article.querySelectorAll('.facts > div'), ...article.querySelectorAll('.fields > .field')].flatMap((row) => {
    const content = row.querySelector('dd');
    return content ? [{ label: words(row.querySelector('dt')), content: taken([...content.childNodes], url) }] : [];
  });
  for (const part of text.querySelectorAll(LEFT_OUT)) part.remove();
  const sections = [...text.querySelectorAll('h2')].map((heading) => section(heading, url));
  const title = words(article.querySelector('h1'));
  const lead = words(text) ? taken([...text.childNodes], url) : [];
  return { title, url: url.href, facts, lead, sections };
}

/** @param {Element | null | undefined} element */
function words(element) {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/**
 * Takes out a heading and what follows it up to the next: what is left in the page in the end is its lead.
 * @param {Element} heading
 * @param {URL} url
 * @returns {Part}
 */
function section(heading, url) {
  const content = [];
  let next = heading.nextSibling;
  while (next && !(next instanceof Element && (next.matches('h2') || next.querySelector('h2')))) {
    content.push(next);
    next = next.nextSibling;
  }
  const label = words(heading);
  heading.remove();
  for (const node of content) node.remove();
  return { label, content: taken(content, url) };
}

/**
 * Nodes for this page: ids would clash, and addresses within the other page need its own before them.
 * @param {Node[]} nodes
 * @param {URL} url
 */
function taken(nodes, url) {
  return nodes.map((node) => {
    const own = document.importNode(node, true);
    if (!(own instanceof Element)) return own;
    for (const element of [own, ...own.querySelectorAll('*')]) {
      for (const name of ['id', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'for', 'tabindex']) element.removeAttribute(name);
      // Regions of both documents would have the same names.
      if (element.matches('section, [role=region]')) for (const name of ['aria-label', 'role']) element.removeAttribute(name);
      if (element.getAttribute('href')?.startsWith('#')) element.setAttribute('href', url.href + element.getAttribute('href'));
    }
    return own;
  });
}
