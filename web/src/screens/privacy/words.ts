// Words and marks that the screens about privacy assessments share.
import type { Tone } from '../../parts/mark';
import type { useWords } from '../../state/language';

type Say = ReturnType<typeof useWords>['t'];

export function form_text(t: Say, form: string): string {
  if (form === 'basic') return t('privacy.form_basic');
  if (form === 'key_items') return t('privacy.form_key_items');
  if (form === 'full') return t('privacy.form_full');
  return form === 'none' ? t('privacy.form_none') : '';
}

export function standing_tone(state: string): Tone {
  if (state === 'missing') return 'bad';
  if (state === 'undecided') return 'warn';
  if (state === 'raised') return 'inf';
  return state === 'exempt' ? 'none' : 'ok';
}

export function stage_tone(state: string): Tone {
  if (state === 'published') return 'ok';
  if (state === 'replaced' || state === 'thrown_away') return 'none';
  return state === 'requested' ? 'warn' : 'inf';
}

/** Rows of controls that go on below on a narrow screen. */
export const kWrap = { flexWrap: 'wrap', minWidth: 0 } as const;
export const kWhole = { maxWidth: '100%' } as const;

/** Stages in which entries may still change. */
export const kOpen = ['draft', 'hearing', 'checking'];
