// A person's name, or lock + 支援措置中 when it may not be shown. Nothing is blurred or masked: the
// server did not send the name at all.
import type { ReactNode } from 'react';
import { useWords } from '../state/language';
import { Icon } from './icon';

export function Protected() {
  const { t } = useWords();
  return (
    <span className="inline-flex items-center gap-[5px] whitespace-nowrap">
      <Icon name="lock" small />
      {t('state.protected')}
    </span>
  );
}

export function PersonName({
  name,
  hidden,
  children,
}: {
  name: string | null;
  hidden?: boolean;
  children?: ReactNode;
}) {
  return hidden || name === null ? <Protected /> : <>{children ?? name}</>;
}
