// The phases as a board: each step done, left out with its decision, open or past its target.
import { useState } from 'react';
import * as api from '../../api/incidents';
import type { Incident, Step } from '../../api/incidents';
import { Mark, type Tone } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { QuickForm } from '../../parts/quick_form';
import { useWords } from '../../state/language';

const kTones: Record<Step['state'], Tone> = {
  open: 'none',
  late: 'bad',
  done: 'ok',
  left_out: 'warn',
};

const kMostNamed = 3;

export function Board({ incident, done }: { incident: Incident; done: () => void }) {
  const { t, d } = useWords();
  const [chosen, choose] = useState<string | null>(null);
  return (
    <Panel title={t('incident.board')} end={t('incident.plan', { edition: incident.edition })}>
      <div className="board" data-board>
        {incident.phases.map((phase) => (
          <section key={phase.key} data-phase={phase.key}>
            <h3>
              {d(phase.label)}{' '}
              <span className="sub">
                {phase.settled}/{phase.steps.length}
              </span>
            </h3>
            <ul>
              {phase.steps.map((step) => (
                <li key={step.id} data-step={step.id} data-state={step.state}>
                  <OneStep step={step} />
                  {incident.may.step && (step.state === 'open' || step.state === 'late') ? (
                    <button
                      type="button"
                      className="btn s"
                      aria-expanded={chosen === step.id}
                      onClick={() => choose(chosen === step.id ? null : step.id)}
                    >
                      {t('incident.record')}
                    </button>
                  ) : null}
                  {chosen === step.id ? (
                    <StepForm
                      incident={incident}
                      step={step}
                      done={() => {
                        choose(null);
                        done();
                      }}
                    />
                  ) : null}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Panel>
  );
}

function OneStep({ step }: { step: Step }) {
  const { t, d } = useWords();
  return (
    <>
      <Mark tone={kTones[step.state]}>{t(`incident.step_${step.state}`)}</Mark> {d(step.label)}
      <div className="sub">
        {d(step.who)}
        {step.minutes !== null && step.state === 'open'
          ? ` ${t('incident.minutes_left', { n: step.minutes })}`
          : ''}
      </div>
      {step.waits.length > 0 && step.state !== 'done' && step.state !== 'left_out' ? (
        <div className="sub">
          {step.waits.length > kMostNamed
            ? t('incident.waits_n', { n: step.waits.length })
            : t('incident.waits', { steps: step.waits.map(d).join('、') })}
        </div>
      ) : null}
    </>
  );
}

function StepForm({ incident, step, done }: { incident: Incident; step: Step; done: () => void }) {
  const { t } = useWords();
  return (
    <QuickForm
      id={`step-${step.id}`}
      fields={[
        { name: 'action', label: t('incident.action'), type: 'text' },
        { name: 'skipped', label: t('incident.skip'), type: 'check' },
        {
          name: 'decision',
          label: t('incident.decision'),
          type: 'line',
          when: (values) => values.skipped === true,
        },
      ]}
      send_label={t('incident.record_send')}
      send={async (values) => {
        await api.record_step(incident.id, { ...values, step: step.id });
        return null;
      }}
      done={done}
    />
  );
}
