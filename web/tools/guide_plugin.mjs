// Vite: `virtual:guide` is the table of contents, `virtual:guide/LANGUAGE/PAGE` one page. Each page
// is a chunk of its own, so that the first screen carries none of them.
import { kGuide, kLanguages, read_guide } from './guide_pages.mjs';

const kName = 'virtual:guide';

function contents(guide) {
  const entries = guide.map(({ id, ja, en }) => {
    const load = kLanguages.map((lang) => `${lang}: () => import('${kName}/${lang}/${id}')`);
    const facts = JSON.stringify({
      id,
      title: { ja: ja.title, en: en.title },
      sections: ja.sections.map((section, at) => ({
        id: section.id,
        title: { ja: section.title, en: en.sections[at].title },
      })),
    });
    return `{ ...${facts}, load: { ${load.join(', ')} } }`;
  });
  return `export const guide = [${entries.join(',\n')}];`;
}

function page_module(page) {
  const imports = page.pictures.map((path, at) => `import p${at} from ${JSON.stringify(path)};`);
  const list = page.pictures.map((_, at) => `p${at}`).join(', ');
  return `${imports.join('\n')}
const pictures = [${list}];
export default ${JSON.stringify(page.html)}.replace(/@@(\\d+)@@/g, (_, at) => pictures[at]);`;
}

export function guide_plugin() {
  let guide = null;
  return {
    name: 'daicho-guide',
    buildStart() {
      guide = read_guide();
    },
    resolveId: (id) => (id === kName || id.startsWith(`${kName}/`) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${kName}`)) return null;
      if (id === `\0${kName}`) return contents(guide);
      const [, language, name] = id.split('/');
      return page_module(guide.find((page) => page.id === name)[language]);
    },
    configureServer: (server) => server.watcher.add(kGuide),
  };
}
