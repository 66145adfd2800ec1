// A large field of the sign-in card with its label, hint and fault, all of them tied to it.
import type { InputHTMLAttributes, RefObject } from 'react';
import { Shape } from '../../parts/mark';

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  id: string;
  field: RefObject<HTMLInputElement | null>;
  label: string;
  hint?: string;
  fault: string | null;
}

export function SignInField({ id, field, label, hint, fault, ...rest }: Props) {
  const described = [fault ? `${id}-e` : '', hint ? `${id}-h` : ''].filter(Boolean).join(' ');
  return (
    <div className="mb-4">
      <label className="f mb-1" htmlFor={id}>
        {label}
      </label>
      <input
        {...rest}
        ref={field}
        id={id}
        className="fld"
        aria-invalid={fault !== null}
        aria-describedby={described || undefined}
      />
      {fault ? (
        <p className="err mt-1" id={`${id}-e`}>
          <Shape tone="bad" />
          {fault}
        </p>
      ) : null}
      {hint ? (
        <p className="sub mt-1" id={`${id}-h`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
