// Choosing one file, in the look of the house: a button, a place to drop it, its name and size, and a
// fault at once when it is too large or of another kind. By keyboard it is the button.
import { useId, useRef, useState, type DragEvent } from 'react';
import { file_size } from '../lib/number_format';
import { useWords } from '../state/language';
import { FaultText } from './field_fault';
import { Icon } from './icon';

interface Props {
  label: string;
  file: File | null;
  choose: (file: File | null) => void;
  /** Endings with their dot. */
  kinds: readonly string[];
  most_bytes: number;
  /** What somebody else found, such as: none was chosen. */
  fault?: string | null;
}

export function FileChoice({ label, file, choose, kinds, most_bytes, fault = null }: Props) {
  const { t } = useWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [over, set_over] = useState(false);
  const [wrong, set_wrong] = useState<string | null>(null);
  const take = (files: FileList | null) => {
    const one = files?.[0];
    if (!one) return;
    const said = file_fault(one, files.length);
    set_wrong(said);
    choose(said === null ? one : null);
  };
  const file_fault = (one: File, count: number): string | null => {
    if (count > 1) return t('file.one_only');
    if (!kinds.some((kind) => one.name.toLowerCase().endsWith(kind)))
      return t('file.kind', { name: one.name, kinds: kinds.join(' ') });
    if (one.size > most_bytes)
      return t('file.too_large', {
        name: one.name,
        size: file_size(one.size),
        most: file_size(most_bytes),
      });
    return null;
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    set_over(false);
    take(event.dataTransfer.files);
  };
  const said = wrong ?? fault;
  return (
    <div>
      <span className="f" id={`${id}-l`}>
        {label}
      </span>
      <div
        className={over ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          set_over(true);
        }}
        onDragLeave={() => set_over(false)}
        onDrop={drop}
      >
        <button
          type="button"
          className="btn"
          ref={button}
          id={`${id}-b`}
          aria-labelledby={`${id}-b ${id}-l`}
          aria-invalid={said !== null}
          aria-describedby={[`${id}-n`, said === null ? null : `${id}-e`].filter(Boolean).join(' ')}
          onClick={() => input.current?.click()}
        >
          {t(file ? 'file.other' : 'file.choose')}
        </button>
        <span id={`${id}-n`} aria-live="polite">
          {file ? (
            <>
              <b>{file.name}</b> <span className="sub">{file_size(file.size)}</span>
            </>
          ) : (
            <span className="sub">{t(over ? 'file.drop_now' : 'file.drop')}</span>
          )}
        </span>
        {file ? (
          <button
            type="button"
            className="btn s quiet"
            aria-label={t('file.remove')}
            onClick={() => {
              set_wrong(null);
              choose(null);
              button.current?.focus();
            }}
          >
            <Icon name="x" small />
          </button>
        ) : null}
        <input
          ref={input}
          className="hidden"
          type="file"
          aria-hidden="true"
          tabIndex={-1}
          accept={kinds.join(',')}
          onChange={(event) => {
            take(event.target.files);
            event.target.value = ''; // the same file may be chosen again
          }}
        />
      </div>
      <div role="alert">
        <FaultText id={`${id}-e`} text={said} />
      </div>
    </div>
  );
}
