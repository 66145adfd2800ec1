// The one search box: persons by name, kana or number, parcels, houses, systems, contracts,
// registers; then screens and places of the guide. What was found last stands until the next answer
// comes (lib/asker.ts says when it is asked for), so that nothing flickers under the hand.
import { useEffect, useMemo, useRef, useState, type ChangeEvent, type KeyboardEvent } from 'react';
import * as api from '../api/endpoints';
import type { Hit, Overview } from '../api/types';
import { Asker } from '../lib/asker';
import type { Language } from '../lib/era_date';
import { Icon, type IconName } from '../parts/icon';
import { HitDetail } from '../parts/hit_detail';
import { PersonName } from '../parts/person_name';
import { useWords } from '../state/language';
import { useRouter } from '../state/router';
import type { TextKey } from '../texts';
import { commands, type Command } from './commands';

const kLimit = 20;
const kNone: Overview = { areas: [], orders: [] };
const kIcons: Record<Hit['kind'], IconName> = {
  taxpayer: 'person',
  parcel: 'land',
  house: 'house',
  system: 'system',
  contract: 'contract',
  register: 'table',
};
const kNames = {
  taxpayer: 'nav.taxpayers',
  parcel: 'nav.parcel',
  house: 'nav.house',
  system: 'nav.system',
  contract: 'nav.contract',
  register: 'nav.registers',
} as const;

const kKinds = {
  action: 'command.do',
  command: 'shell.command',
  guide: 'help.guide_title',
} as const;

/** One line of the list, wherever it comes from. */
interface Choice {
  id: string;
  icon: IconName;
  kind: TextKey;
  title: string | null;
  subtitle: string | null;
  /** What the server found, for what is told of it beside its title. */
  hit: Hit | null;
  hidden: boolean;
  route: string;
}

/** Out of the box and on with what is open: nobody is left standing nowhere. */
const to_screen = () => document.getElementById('main')?.focus();

const of_hit = (hit: Hit): Choice => ({
  id: `${hit.kind}/${hit.id}`,
  icon: kIcons[hit.kind],
  kind: kNames[hit.kind],
  title: hit.title,
  subtitle: null,
  hit,
  hidden: hit.protected,
  route: hit.route,
});

const of_command = (command: Command, lang: Language): Choice => ({
  id: command.id,
  icon: command.icon,
  kind: kKinds[command.kind],
  title: command.title[lang],
  subtitle: command.subtitle?.[lang] ?? '',
  hit: null,
  hidden: false,
  route: command.route,
});

interface Search {
  typed: string;
  /** `whole`: pasted, so nothing follows at once. */
  type: (text: string, whole?: boolean) => void;
  /** What was asked for, and its answer; null while nothing is shown. */
  asked: string;
  hits: Choice[] | null;
  active: number;
  point: (index: number) => void;
  open: (yes: boolean) => void;
  /** Goes to a hit and empties the box. */
  choose: (hit: Choice) => void;
}

interface Found {
  asked: string;
  /** Null: the server gave no answer. */
  hits: Hit[] | null;
}

/** The newest answer; null while nothing is typed. */
function useAnswers() {
  const [found, set_found] = useState<Found | null>(null);
  const asker = useMemo(
    () =>
      new Asker<{ hits: Hit[] }>(
        (text, signal) => api.search(text, kLimit, null, signal),
        (asked, answer) => set_found({ asked, hits: answer?.hits ?? null }),
      ),
    [],
  );
  useEffect(() => () => asker.stop(), [asker]);
  return {
    found,
    ask: (text: string, whole: boolean) => {
      asker.type(text, whole);
      if (text === '') set_found(null);
    },
  };
}

function useSearch(overview: Overview, leave: () => void): Search {
  const { go } = useRouter();
  const { lang } = useWords();
  const [typed, set_typed] = useState('');
  const [is_open, set_open] = useState(false);
  const [active, set_active] = useState(0);
  const { found, ask } = useAnswers();
  const asked = found?.asked ?? '';
  useEffect(() => set_active(0), [asked]);
  const hits = useMemo(() => {
    const own = commands(asked, overview);
    const line = (command: Command) => of_command(command, lang);
    return [...own.first.map(line), ...(found?.hits ?? []).map(of_hit), ...own.rest.map(line)];
  }, [found, asked, overview, lang]);
  const type = (text: string, whole = false) => {
    set_typed(text);
    set_open(text !== '');
    ask(text.trim(), whole);
  };
  return {
    typed,
    type,
    asked,
    hits: is_open && typed.trim() !== '' && (found?.hits || hits.length > 0) ? hits : null,
    active,
    point: set_active,
    open: set_open,
    choose: (hit) => {
      type('');
      leave();
      go(hit.route);
    },
  };
}

/** A word that the clipboard or a proposal of the keyboard gave at once. */
function is_whole(event: ChangeEvent<HTMLInputElement>): boolean {
  const how = (event.nativeEvent as InputEvent).inputType ?? '';
  return /^insert(FromPaste|FromDrop|ReplacementText)$/.test(how);
}

export function GlobalSearch({ registers }: { registers: Overview | null }) {
  const { t } = useWords();
  const { go } = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const search = useSearch(registers ?? kNone, to_screen);
  const { typed, asked, hits, active } = search;
  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') {
      event.preventDefault();
      if (typed) search.type('');
      else to_screen();
    } else if (step) {
      event.preventDefault();
      search.open(true);
      if (hits && hits.length > 0) search.point((active + step + hits.length) % hits.length);
    } else if (event.key === 'Enter' && typed.trim()) {
      // Where it leads something else has the focus, which this key must not press.
      event.preventDefault();
      const hit = asked === typed.trim() ? hits?.[active] : undefined;
      search.open(false);
      if (hit) search.choose(hit);
      else go(`/taxpayers?q=${encodeURIComponent(typed.trim())}`);
    }
  };
  return (
    <div className="find" role="search">
      <Icon name="search" />
      <input
        id="find"
        ref={input}
        type="search"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-label={t('shell.find')}
        aria-expanded={hits !== null}
        aria-controls="hits"
        aria-autocomplete="list"
        aria-activedescendant={hits?.[active] ? `hit-${active}` : undefined}
        placeholder={t('shell.find_hint')}
        value={typed}
        onChange={(event) => search.type(event.target.value, is_whole(event))}
        onFocus={() => search.open(true)}
        onBlur={() => search.open(false)}
        onKeyDown={key}
      />
      <kbd aria-hidden="true">/</kbd>
      <Hits search={search} />
    </div>
  );
}

function Hits({ search }: { search: Search }) {
  const { t } = useWords();
  const { hits, active, asked } = search;
  return (
    <>
      <div className="vh" role="status">
        {hits ? t('shell.find_count', { n: hits.length }) : ''}
      </div>
      {hits?.length === 0 ? (
        <div className="hits">
          <p>{t('shell.find_none', { q: asked })}</p>
        </div>
      ) : null}
      <div
        id="hits"
        role="listbox"
        aria-label={t('shell.find')}
        className={hits && hits.length > 0 ? 'hits' : 'hidden'}
      >
        {hits?.map((hit, index) => (
          <div
            key={hit.id}
            id={`hit-${index}`}
            role="option"
            aria-selected={index === active}
            // Before the field loses the focus, which would close the list.
            onMouseDown={(event) => {
              event.preventDefault();
              search.choose(hit);
            }}
            onMouseMove={() => search.point(index)}
          >
            <span className="sub row gap-1.5">
              <Icon name={hit.icon} small />
              {t(hit.kind)}
            </span>
            <b className="truncate">
              <PersonName name={hit.title} hidden={hit.hidden} />
            </b>
            <span className="sub truncate text-right">
              {hit.hit ? <HitDetail hit={hit.hit} brief /> : hit.subtitle}
            </span>
          </div>
        ))}
      </div>
    </>
  );
}
