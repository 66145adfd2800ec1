// A screen whose program fails is replaced by what happened and what to do; head, navigation and foot
// stay. What was being typed is kept as a draft when the form goes (use_draft.ts).
import { Component, type ReactNode } from 'react';
import { useWords } from '../state/language';
import { Link } from '../state/router';
import { useServer } from '../state/server_state';
import { Note } from './mark';
import { PageHead } from './page_head';

interface Props {
  children: ReactNode;
}
interface State {
  failed: Error | null;
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: null };
  static getDerivedStateFromError(error: unknown): State {
    return { failed: error instanceof Error ? error : new Error(String(error)) };
  }
  override render() {
    const { failed } = this.state;
    if (!failed) return this.props.children;
    return <Broken what={failed} again={() => this.setState({ failed: null })} />;
  }
}

function Broken({ what, again }: { what: Error; again: () => void }) {
  const { t, d } = useWords();
  const { place } = useServer();
  const contact = d(place?.contact ?? null) || t('error.call_default');
  return (
    <main className="main" id="main" tabIndex={-1} data-broken>
      <PageHead title={t('broken.title')} />
      <Note tone="bad" role="alert">
        <p>{t('broken.note')}</p>
        <p className="sub">{t('error.call', { contact })}</p>
        <p className="sub">{t('broken.detail', { what: `${what.name}: ${what.message}` })}</p>
        <p className="row mt-2">
          <button type="button" className="btn s" onClick={again}>
            {t('broken.again')}
          </button>
          <Link className="btn s" to="/" now>
            {t('broken.home')}
          </Link>
        </p>
      </Note>
    </main>
  );
}
