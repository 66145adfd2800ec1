// To the letter about a record: filled from it, completed and approved there.
import { Link } from '../../state/router';

interface Props {
  template: string;
  register: string;
  record: string;
  text: string;
}

export function LetterLink({ template, register, record, text }: Props) {
  const asked = new URLSearchParams({ template, register, record });
  return (
    <Link className="btn s" to={`/letters/new?${asked.toString()}`}>
      {text}
    </Link>
  );
}
