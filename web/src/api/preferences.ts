// docs/api.md: preferences of the account. What it has comes with the session.
import { call } from './client';

export const keep_preferences = (changes: Record<string, string | null>, leaving: boolean) =>
  call<{ preferences: Record<string, string> }>('/api/preferences', {
    method: 'PUT',
    body: { preferences: changes },
    keepalive: leaving,
    background: true,
  });
