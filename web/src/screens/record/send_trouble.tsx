// Under a form that could not be sent: what happened, what to do, and that nothing typed is lost.
import { useEffect, useState } from 'react';
import { ApiError } from '../../api/client';
import { Note } from '../../parts/mark';
import { Trouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useServer } from '../../state/server_state';

interface Props {
  fault: ApiError | null;
  /** Faults of these paths stand at their fields. */
  placed: ReadonlySet<string>;
}

export function SendTrouble({ fault, placed }: Props) {
  const { t } = useWords();
  return (
    <div role="alert" className="empty:hidden mb-2" data-send>
      {fault === null ? null : fault.unreachable ? (
        <Note tone="bad">{t('send.lost')}</Note>
      ) : fault.status === 401 ? (
        <Session />
      ) : fault.status === 429 ? (
        <Wait fault={fault} />
      ) : fault.status === 413 ? (
        <Note tone="bad">{t('send.too_large')}</Note>
      ) : (
        <Told fault={fault} placed={placed} />
      )}
    </div>
  );
}

function Session() {
  const { t } = useWords();
  const { expired } = useServer();
  return expired ? (
    <Note tone="warn">{t('send.session')}</Note>
  ) : (
    <Note tone="inf">{t('send.session_back')}</Note>
  );
}

/** Counts down to the moment the server named. */
function Wait({ fault }: { fault: ApiError }) {
  const { t } = useWords();
  const [left, set_left] = useState(fault.retry_after ?? 1);
  useEffect(() => {
    set_left(fault.retry_after ?? 1);
    const timer = window.setInterval(() => set_left((n) => Math.max(0, n - 1)), 1000);
    return () => window.clearInterval(timer);
  }, [fault]);
  return left > 0 ? (
    <Note tone="warn">{t('send.wait', { n: left })}</Note>
  ) : (
    <Note tone="inf">{t('send.again')}</Note>
  );
}

function Told({ fault, placed }: Props & { fault: ApiError }) {
  const { t } = useWords();
  const elsewhere = fault.faults.filter(
    (one) => !placed.has(one.path) && one.id !== 'change.invalid',
  );
  // All of them stand at their fields.
  if (fault.faults.length > 0 && elsewhere.length === 0) return null;
  return (
    <>
      <Trouble error={new ApiError(fault.status, elsewhere)} />
      <p className="sub mt-1">{t(fault.status >= 502 ? 'send.unavailable' : 'send.kept')}</p>
    </>
  );
}
