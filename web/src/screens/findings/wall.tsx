// A tile for each finding, in bands by system: arrows move, what is chosen stands beside it.
import { useRef, type KeyboardEvent } from 'react';
import type { Finding } from '../../api/findings';
import { Shape } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { tone_text } from './proofs';

interface Props {
  findings: readonly Finding[];
  chosen: string;
  choose: (no: string) => void;
}

interface Band {
  name: string;
  sections: string[];
  findings: Finding[];
}

function bands_of(findings: readonly Finding[], city: string): Band[] {
  const bands = new Map<string, Band>();
  for (const finding of findings) {
    const name = finding.system?.name ?? city;
    const band = bands.get(name) ?? { name, sections: [], findings: [] };
    band.findings.push(finding);
    for (const section of finding.departments)
      if (!band.sections.includes(section)) band.sections.push(section);
    bands.set(name, band);
  }
  return [...bands.values()];
}

const kClass: Record<string, string> = { bad: ' r', warn: ' w' };
const kSteps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function Wall({ findings, chosen, choose }: Props) {
  const { t, d } = useWords();
  const wall = useRef<HTMLDivElement>(null);
  const bands = bands_of(findings, t('findings.city'));
  const order = bands.flatMap((band) => band.findings.map((one) => one.no));
  const entry = order.includes(chosen) ? chosen : order[0];
  const move = (event: KeyboardEvent) => {
    const step = kSteps[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const at = order.indexOf(chosen);
    const next = order[(at + step + order.length) % order.length];
    if (!next) return;
    choose(next);
    wall.current?.querySelector<HTMLElement>(`[data-tile="${next}"]`)?.focus();
  };
  return (
    <Panel title={t('findings.wall')} count={findings.length} className="wall">
      <div ref={wall} onKeyDown={move}>
        {bands.map((band) => (
          <div className="band" key={band.name}>
            <h3>
              {band.name}
              <small>{band.sections.slice(0, 2).join(t('app.list_comma'))}</small>
            </h3>
            <div className="tiles">
              {band.findings.map((one) => (
                <button
                  key={one.no}
                  type="button"
                  className={`tile${kClass[one.tone] ?? ''}`}
                  data-tile={one.no}
                  data-tone={one.tone}
                  tabIndex={one.no === entry ? 0 : -1}
                  aria-current={one.no === chosen ? 'true' : undefined}
                  onClick={() => choose(one.no)}
                >
                  <b>{one.no}</b>
                  <Shape tone={one.tone} />
                  <span>{t(`findings.${one.control?.kind ?? 'none'}`)}</span>
                  <span className="vh">
                    {t(tone_text[one.tone])} {d(one.summary)}
                  </span>
                </button>
              ))}
            </div>
          </div>
        ))}
        <p className="pad sub">{t('findings.legend')}</p>
      </div>
    </Panel>
  );
}
