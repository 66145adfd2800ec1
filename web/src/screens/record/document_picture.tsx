// A picture among the documents, over the page. Opening it is an entry, so it is asked for only here.
import { useState } from 'react';
import { Dialog } from '../../parts/dialog';
import { Note } from '../../parts/mark';
import { useWords } from '../../state/language';

interface Props {
  name: string;
  address: string;
  close: () => void;
}

export function DocumentPicture({ name, address, close }: Props) {
  const { t } = useWords();
  const [failed, set_failed] = useState(false);
  return (
    <Dialog title={name} close={close} wide>
      {failed ? (
        <Note tone="bad">{t('documents.picture_failed')}</Note>
      ) : (
        <img
          className="document-picture"
          src={address}
          alt={t('documents.picture_of', { name })}
          onError={() => set_failed(true)}
        />
      )}
      <p className="acts mt-2">
        <button type="button" className="btn" data-first onClick={close}>
          {t('documents.close')}
        </button>
      </p>
    </Dialog>
  );
}
