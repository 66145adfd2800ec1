// A page that shows a register which wants to know the purpose: asked for in its place, whatever
// screen it is. The server names the register in the path of the fault.
import * as api from '../api/endpoints';
import type { ApiError } from '../api/client';
import { useQuery } from '../state/query';
import { PurposeGate } from './purpose_gate';

const kPath = 'purpose.';

/** The register that a purpose is missing for; null when something else is wrong. */
export function purpose_wanted(error: ApiError): string | null {
  const fault = error.faults.find((one) => one.id === 'purpose.missing');
  return fault?.path?.startsWith(kPath) ? fault.path.slice(kPath.length) : null;
}

interface Props {
  register: string;
  chosen: () => void;
}

export function AskPurpose({ register, chosen }: Props) {
  const definition = useQuery(`definition:${register}`, (signal) =>
    api.definition(register, signal),
  );
  if (!definition.data) return null;
  return (
    <PurposeGate definition={definition.data} chosen={chosen}>
      {null}
    </PurposeGate>
  );
}
