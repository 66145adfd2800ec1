// A word to search for; asks when Enter is pressed.
import { useState } from 'react';
import { Line } from '../../parts/form_line';
import { useWords } from '../../state/language';

export function SearchLine({ label, search }: { label: string; search: (text: string) => void }) {
  const { t } = useWords();
  const [typed, set] = useState('');
  return (
    <form
      className="row"
      data-find
      onSubmit={(event) => {
        event.preventDefault();
        search(typed.trim());
      }}
    >
      <Line label={label} value={typed} set={set} max_length={60} width={260} />
      <button type="submit" className="btn s">
        {t('requests.search')}
      </button>
    </form>
  );
}
