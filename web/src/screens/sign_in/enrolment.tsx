// What is shown once when a second factor is registered: the QR code, the recovery codes.
import type { TotpOffer } from '../../api/types';
import { useWords } from '../../state/language';

export function QrCode({ offer }: { offer: TotpOffer }) {
  const { t } = useWords();
  const edge = offer.qr.size + 8; // a quiet zone of four squares on each side
  return (
    <div className="mb-4">
      <p className="mb-2">{t('factor.scan')}</p>
      <svg
        role="img"
        aria-label={t('factor.qr')}
        viewBox={`-4 -4 ${edge} ${edge}`}
        width={220}
        height={220}
        shapeRendering="crispEdges"
      >
        <rect x={-4} y={-4} width={edge} height={edge} fill="#fff" />
        <path d={offer.qr.path} fill="#000" />
      </svg>
      <p className="sub mt-1">
        {t('factor.typed')} <code data-secret>{offer.secret}</code>
      </p>
    </div>
  );
}

export function RecoveryCodes({ codes }: { codes: string[] }) {
  const { t } = useWords();
  return (
    <section aria-label={t('factor.recovery')}>
      <h2 className="mb-1.5">{t('factor.recovery')}</h2>
      <p className="mb-2">{t('factor.recovery_note')}</p>
      <ul className="grid grid-cols-2 gap-1" data-recovery>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}
