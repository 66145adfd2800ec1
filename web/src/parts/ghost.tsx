// Gray bars of the final height while data are on their way, so that nothing jumps.
import { useWords } from '../state/language';

export function GhostRows({ rows, height = 29 }: { rows: number; height?: number }) {
  const { t } = useWords();
  return (
    <div role="status" aria-label={t('state.loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <div
          key={index}
          style={{ height, display: 'flex', alignItems: 'center', padding: '0 12px' }}
          aria-hidden="true"
        >
          <span className="ghost" style={{ width: `${40 + ((index * 37) % 50)}%` }} />
        </div>
      ))}
    </div>
  );
}
