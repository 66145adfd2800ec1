// What is remembered, as a screen sees it: drawn anew when it changes, here or in another tab.
import { useSyncExternalStore } from 'react';
import { remembered, watch } from '../lib/storage';

export function useRemembered(name: string): string | null {
  return useSyncExternalStore(watch, () => remembered(name));
}
