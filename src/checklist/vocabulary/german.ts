import { stemmer } from '@orama/stemmers/german';
import type { Language } from './language.ts';

export const german: Language = {
  stem: stemmer,
  concepts: {
    secret: 'Passwort, Passwörter, Schlüssel, Geheimnis, Zugangsdaten',
    absence: 'kein, keine, nicht, nie, ohne',
    code: 'Code, Quellcode, Repository',
    limit: 'Ratenbegrenzung',
    'security header': 'Sicherheitsheader, Sicherheits-Header',
    'global error handling': 'globale fehlerbehandlung',
    'https enforced': 'https erzwingen',
    'structured logging': 'strukturiertes Logging, strukturierte Logs',
    in: 'im, in',
  },
};
