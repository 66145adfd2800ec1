// J and K (and arrows) through what a screen marks as stops, in reading order.
import { useCallback } from 'react';

export function useSteps(selector: string): (by: number) => void {
  return useCallback(
    (by: number) => {
      const stops = [...document.querySelectorAll<HTMLElement>(selector)];
      const index = stops.findIndex((stop) => stop === document.activeElement);
      stops[Math.max(0, Math.min(stops.length - 1, index + by))]?.focus();
    },
    [selector],
  );
}
