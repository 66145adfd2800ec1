// What the search box can do by itself: open a screen, begin a new record, open a place of the
// guide. By what a person may see; words of either language find it.
import { guide } from 'virtual:guide';
import type { RegisterArea, Text } from '../api/types';
import type { IconName } from '../parts/icon';
import { to_guide } from '../state/routes';
import { texts, type TextKey } from '../texts';
import { nav_groups } from './nav_items';

export interface Command {
  id: string;
  icon: IconName;
  kind: 'command' | 'guide';
  title: Text;
  subtitle: Text | null;
  route: string;
}

const kMost = 6;

/** Both languages of an entry, as no more than that: a thousand types in one are too many. */
const said = (key: TextKey): Text => (texts as Record<string, Text>)[key] as Text;

const plain = (text: string) => text.normalize('NFKC').toLowerCase();

/** Every word asked for stands in the title of one language, or in what it belongs to. */
function fits(command: Command, words: readonly string[]): boolean {
  return (['ja', 'en'] as const).some((lang) => {
    const words_of = plain(`${command.title[lang]} ${command.subtitle?.[lang] ?? ''}`);
    return words.every((word) => words_of.includes(word));
  });
}

function screens(areas: RegisterArea[]): Command[] {
  return nav_groups(areas).flatMap((group) =>
    group.items.map((item) => ({
      id: `screen ${item.to}`,
      icon: item.icon,
      kind: 'command' as const,
      title: said(item.text),
      subtitle: group.text ? said(group.text) : null,
      route: item.to,
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
  })),
);

export function commands(asked: string, areas: RegisterArea[]): Command[] {
  const words = plain(asked).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return [...screens(areas), ...places].filter((one) => fits(one, words)).slice(0, kMost);
}
