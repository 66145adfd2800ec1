// For what this person looks at a register, where its definition asks: chosen once for each register
// and session, sent with every question about its records. Kept in memory only.
const chosen = new Map<string, number>();

export function choose_purpose(register: string, number: number): void {
  chosen.set(register, number);
}
export function chosen_purpose(register: string): number | null {
  return chosen.get(register) ?? null;
}
/** For answers from several registers: the purpose of each, under its own name. */
export function all_purposes(): Record<string, number> {
  return Object.fromEntries([...chosen].map(([name, number]) => [`purpose.${name}`, number]));
}
/** Somebody else may have signed in. */
export function forget_purposes(): void {
  chosen.clear();
}
