// What is wrong with a link or a person: each in words, the heavy ones first.
import type { ChainFault } from '../../api/chains';
import { Mark } from '../../parts/mark';
import { useWords } from '../../state/language';

export function Faults({ faults, sound }: { faults: readonly ChainFault[]; sound?: string }) {
  const { d } = useWords();
  if (faults.length === 0) return sound ? <Mark tone="ok">{sound}</Mark> : null;
  const order = [...faults].sort((a, b) => Number(b.bad) - Number(a.bad));
  return (
    <ul className="chain-faults">
      {order.map((fault) => (
        <li key={fault.id} data-fault={fault.id}>
          <Mark tone={fault.bad ? 'bad' : 'warn'}>{d(fault.text)}</Mark>
        </li>
      ))}
    </ul>
  );
}
