// The user's guide (docs/guide) as the screens show it: Markdown of both languages, read, checked and
// rendered when the screens are built. A page that stands in one language only, a link that leads
// nowhere or a picture that is not there fails the build.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import markdown_it from 'markdown-it';

export const kGuide = new URL('../../docs/guide/', import.meta.url).pathname;
export const kLanguages = ['ja', 'en'];

/** "03-taxpayers.md" is the page "taxpayers". */
export const page_id = (file) => file.replace(/^\d+-/, '').replace(/\.md$/, '');

const files_of = (language) =>
  readdirSync(join(kGuide, language))
    .filter((name) => name.endsWith('.md'))
    .sort();

const render = markdown_it({ html: false, linkify: false, typographer: false });

/** "Find somebody {#find}": the anchor is the same in both languages. */
function take_anchor(inline) {
  const match = /^(.*?)\s*\{#([a-z_]+)\}$/.exec(inline.content);
  if (!match) return null;
  const last = inline.children[inline.children.length - 1];
  last.content = last.content.replace(/\s*\{#[a-z_]+\}$/, '');
  inline.content = match[1];
  return match[2];
}

function link_of(href, fault) {
  const [page, anchor] = href.split('#');
  if (/^[a-z]+:/.test(page)) fault(`${href}: the guide leads nowhere outside`);
  if (page !== '' && !/^\d\d-[a-z-]+\.md$/.test(page)) fault(`${href}: not a page of the guide`);
  return { page: page === '' ? null : page_id(page), anchor: anchor ?? null };
}

/** One page: { title, sections, links, pictures, html }; pictures stand in `html` as @@0@@, … */
function read_page(language, file) {
  const path = join(kGuide, language, file);
  const fault = (what) => {
    throw new Error(`docs/guide/${language}/${file}: ${what}`);
  };
  const tokens = render.parse(readFileSync(path, 'utf8'), {});
  const page = { file, title: '', sections: [], links: [], pictures: [], html: '' };
  tokens.forEach((token, at) => {
    if (token.type === 'heading_open') {
      const inline = tokens[at + 1];
      if (token.tag === 'h1') page.title = inline.content;
      const anchor = take_anchor(inline);
      if (token.tag === 'h2' && !anchor) fault(`"${inline.content}" has no {#anchor}`);
      if (anchor) {
        // Not to be taken for the search box, which is called `find`, or another part of the screen.
        token.attrSet('id', `guide-${anchor}`);
        page.sections.push({ id: anchor, title: inline.content });
      }
    }
    for (const child of token.children ?? []) {
      if (child.type === 'link_open') {
        const link = link_of(child.attrGet('href'), fault);
        page.links.push(link);
        const target = link.page ?? page_id(file);
        child.attrSet('href', `/guide/${target}${link.anchor ? `#${link.anchor}` : ''}`);
      }
      if (child.type === 'image') {
        const picture = resolve(dirname(path), child.attrGet('src'));
        if (!existsSync(picture)) fault(`${child.attrGet('src')} is not there`);
        child.attrSet('src', `@@${page.pictures.length}@@`);
        child.attrSet('loading', 'lazy');
        page.pictures.push(picture);
      }
    }
  });
  if (!page.title) fault('no title');
  page.html = render.renderer
    .render(tokens, render.options, {})
    .replace(/^<h1>.*?<\/h1>\n/, '');
  return page;
}

function check_links(pages) {
  const anchors = new Map(
    pages.map((page) => [page_id(page.file), new Set(page.sections.map(({ id }) => id))]),
  );
  for (const page of pages)
    for (const link of page.links) {
      const target = link.page ?? page_id(page.file);
      if (!anchors.has(target)) throw new Error(`${page.file}: no page ${target}`);
      if (link.anchor && !anchors.get(target).has(link.anchor))
        throw new Error(`${page.file}: no place ${target}#${link.anchor}`);
    }
}

/** [{ id, ja: page, en: page }] in order of their numbers. */
export function read_guide() {
  const files = files_of('ja');
  const english = files_of('en');
  if (files.join() !== english.join())
    throw new Error(`docs/guide: pages in ja and en differ: ${files} / ${english}`);
  const guide = files.map((file) => ({
    id: page_id(file),
    ja: read_page('ja', file),
    en: read_page('en', file),
  }));
  for (const { id, ja, en } of guide)
    if (ja.sections.map((s) => s.id).join() !== en.sections.map((s) => s.id).join())
      throw new Error(`docs/guide: ${id} has other sections in ja and en`);
  for (const language of kLanguages) check_links(guide.map((page) => page[language]));
  return guide;
}
