// What a control or a measure names: queries with today's answer, tests with the version built.
import type { Proof } from '../../api/findings';
import { Mark, type Tone } from '../../parts/mark';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import type { TextKey } from '../../texts';

export const tone_text: Record<Tone, TextKey> = {
  ok: 'findings.ok',
  warn: 'findings.warn',
  bad: 'findings.bad',
  inf: 'findings.open',
  none: 'findings.open',
};

export function Proofs({ proofs, built }: { proofs: readonly Proof[]; built: string }) {
  return (
    <ul className="proofs">
      {proofs.map((proof) => (
        <li key={proof.name} data-proof={proof.name} data-tone={proof.tone}>
          {proof.kind === 'test' ? (
            <Tested proof={proof} built={built} />
          ) : (
            <Answered proof={proof} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Tested({ proof, built }: { proof: Proof; built: string }) {
  const { t } = useWords();
  return (
    <>
      <Mark tone="ok">{t('findings.tested', { built })}</Mark>
      <div className="sub test-name">{proof.name}</div>
    </>
  );
}

function Answered({ proof }: { proof: Proof }) {
  const { t, d } = useWords();
  const label = d(proof.label);
  const n = proof.count ?? 0;
  const text =
    proof.count === null
      ? t('findings.query_open', { label })
      : n > 0
        ? t('findings.query_rows', { label, n })
        : t(proof.expect === 'none' ? 'findings.query_ok' : 'findings.query_empty', { label });
  return (
    <Mark tone={proof.tone}>
      {proof.route ? <Link to={proof.route}>{text}</Link> : text}
    </Mark>
  );
}
