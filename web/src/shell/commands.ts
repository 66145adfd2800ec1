// What the search box finds by itself: actions, screens, places of the guide. By what a person may
// see and do; words of either language find them, in kana and Latin letters too.
import { guide } from 'virtual:guide';
import type { Overview, Text } from '../api/types';
import { begun, holds } from '../lib/reading';
import type { IconName } from '../parts/icon';
import { to_guide, to_map } from '../state/routes';
import { text_of, type TextKey } from '../texts';
import { actions } from './actions';
import { nav_groups } from './nav_items';

export interface Command {
  id: string;
  icon: IconName;
  kind: 'action' | 'command' | 'guide';
  title: Text;
  subtitle: Text | null;
  route: string;
  /** What else finds it. */
  words: string;
  /** Actions: what it is called apart from the register it is done in. */
  verb: string;
}

const kMost = 6;
/** Both languages of an entry, as no more than that: a thousand types in one are too many. */
const said = (key: TextKey): Text => text_of(key) as Text;

const everything = (command: Command) =>
  [command.title.ja, command.title.en, command.subtitle?.ja, command.subtitle?.en, command.words].join(' ');

function of_screens({ areas }: Overview): Command[] {
  return nav_groups(areas).flatMap((group) =>
    group.items.map((item) => ({
      id: `screen ${item.to}`,
      icon: item.icon,
      kind: 'command' as const,
      title: said(item.text),
      subtitle: group.text ? said(group.text) : null,
      route: item.to,
      words: '',
      verb: '',
    })),
  );
}

function of_actions(overview: Overview): Command[] {
  return actions(overview).map((action) => ({
    id: action.id,
    icon: action.icon,
    kind: 'action' as const,
    title: said(action.text),
    subtitle: action.of,
    route: action.route,
    words: action.words,
    verb: `${said(action.text).ja} ${said(action.text).en} ${action.words}`,
  }));
}

function of_maps({ areas }: Overview): Command[] {
  return areas.flatMap((area) =>
    area.registers
      .filter((one) => one.map)
      .map((one) => ({
        id: `map ${one.name}`,
        icon: 'land' as const,
        kind: 'command' as const,
        title: {
          ja: said('map.title').ja.replace('{name}', one.label.ja),
          en: said('map.title').en.replace('{name}', one.label.en),
        },
        subtitle: area.label,
        route: to_map(one.name),
        words: '',
        verb: '',
      })),
  );
}

const places: readonly Command[] = guide.flatMap((page) =>
  page.sections.map((section) => ({
    id: `guide ${page.id} ${section.id}`,
    icon: 'help' as const,
    kind: 'guide' as const,
    title: section.title,
    subtitle: page.title,
    route: to_guide(page.id, section.id),
    words: '',
    verb: '',
  })),
);

export interface Commands {
  /** Actions that were asked for as such: they stand before what the registers hold. */
  first: Command[];
  rest: Command[];
}

export function commands(asked: string, overview: Overview): Commands {
  const words = begun(asked).split(/\s+/).filter(Boolean);
  if (words.length === 0) return { first: [], rest: [] };
  const fits = (command: Command) => words.every((word) => holds(everything(command), word));
  const named = (command: Command) =>
    words.some((word) => word.length > 1 && holds(command.verb, word));
  const acts = of_actions(overview).filter(fits);
  const first = acts.filter(named).slice(0, kMost);
  const others = [...of_screens(overview), ...of_maps(overview), ...places]
    .filter(fits)
    .slice(0, kMost);
  return {
    first,
    rest: [...others, ...acts.filter((one) => !first.includes(one)).slice(0, kMost)],
  };
}
