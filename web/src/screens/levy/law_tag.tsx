// Says of what was computed ahead of its law that it is a forecast. Silent where the law is enacted.
import { StateTag } from '../../parts/mark';
import { useWords } from '../../state/language';
import { translate_or } from '../../texts';

export function LawTag({ status }: { status: string | undefined }) {
  const { t, lang } = useWords();
  if (!status || status === 'enacted') return null;
  const said = translate_or(lang, `explain.law.${status}`, status);
  return <StateTag tone="warn">{t('levy.law_ahead', { status: said })}</StateTag>;
}
