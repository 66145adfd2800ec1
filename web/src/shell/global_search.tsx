// The one search box: persons by name, kana or number, parcels, houses, systems, contracts, registers.
// Every key typed is a question to the server, so it waits until the hand rests.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import * as api from '../api/endpoints';
import type { Hit } from '../api/types';
import { Icon, type IconName } from '../parts/icon';
import { PersonName } from '../parts/person_name';
import { useWords } from '../state/language';
import { useQuery } from '../state/query';
import { useRouter } from '../state/router';

const kRestMs = 180;
const kLimit = 20;
const kIcons: Record<Hit['kind'], IconName> = { taxpayer: 'person', parcel: 'land', house: 'house', system: 'system', contract: 'contract', register: 'table' };
const kNames = { taxpayer: 'nav.taxpayers', parcel: 'nav.parcel', house: 'nav.house', system: 'nav.system', contract: 'nav.contract', register: 'nav.registers' } as const;

export function GlobalSearch() {
  const { t } = useWords();
  const { go } = useRouter();
  const [typed, set_typed] = useState('');
  const [asked, set_asked] = useState('');
  const [open, set_open] = useState(false);
  const [active, set_active] = useState(0);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const timer = window.setTimeout(() => { set_asked(typed.trim()); set_active(0); }, kRestMs);
    return () => window.clearTimeout(timer);
  }, [typed]);
  const answer = useQuery(open && asked ? `search:${asked}` : null, (signal) => api.search(asked, kLimit, null, signal));
  const hits = answer.data?.hits ?? [];
  const shown = open && asked !== '' && answer.data !== null;

  const choose = (hit: Hit) => {
    set_open(false);
    set_typed('');
    input.current?.blur();
    go(hit.route);
  };
  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      if (open && typed) { set_typed(''); set_open(false); } else input.current?.blur();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      set_open(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (hits.length > 0) set_active((active + step + hits.length) % hits.length);
    } else if (event.key === 'Enter') {
      const hit = hits[active];
      if (shown && hit && asked === typed.trim()) choose(hit);
      else if (typed.trim()) { set_open(false); go(`/taxpayers?q=${encodeURIComponent(typed.trim())}`); }
    }
  };
  return (
    <div className="find" role="search">
      <Icon name="search" />
      <input id="find" ref={input} type="search" role="combobox" autoComplete="off" spellCheck={false}
        aria-label={t('shell.find')} aria-expanded={shown} aria-controls="hits" aria-autocomplete="list"
        {...(shown && hits[active] ? { 'aria-activedescendant': `hit-${active}` } : {})}
        placeholder={t('shell.find_hint')} value={typed}
        onChange={(event) => { set_typed(event.target.value); set_open(true); }}
        onFocus={() => set_open(true)} onBlur={() => window.setTimeout(() => set_open(false), 120)} onKeyDown={key} />
      <kbd aria-hidden="true">/</kbd>
      <div className="vh" role="status">{shown ? t('shell.find_count', { n: hits.length }) : ''}</div>
      {shown && hits.length === 0 ? <div className="hits"><p>{t('shell.find_none', { q: asked })}</p></div> : null}
      <div id="hits" role="listbox" aria-label={t('shell.find')} className={shown && hits.length > 0 ? 'hits' : 'hidden'}>
        {hits.map((hit, index) => (
          <div key={`${hit.kind}/${hit.id}`} id={`hit-${index}`} role="option" aria-selected={index === active}
            onMouseDown={(event) => { event.preventDefault(); choose(hit); }} onMouseMove={() => set_active(index)}>
            <span className="sub row gap-1.5"><Icon name={kIcons[hit.kind]} small />{t(kNames[hit.kind])}</span>
            <b className="truncate"><PersonName name={hit.title} hidden={hit.protected} /></b>
            <span className="sub">{hit.protected ? hit.id : hit.subtitle}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
