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
    error: 'Fehler, Fehlermeldung, Fehlermeldungen',
    'in place': 'konfiguriert, aktiviert, eingerichtet, implementiert',
    hardcoded: 'hartkodiert, hartcodiert, fest codiert',
    environment: 'Umgebungsvariable, Umgebungsvariablen',
    from: 'in, aus, als, über',
    show: 'anzeigen, zeigen, enthalten, preisgeben',
    internals: 'interne Details, internen Details, interne Informationen',
    gated: 'deaktiviert, entfernt, geschützt',
    'env vars': 'Umgebungsvariablen',
    'kept out': 'keine, nicht, ohne, maskieren',
    sensitive: 'sensible Daten, sensiblen Daten, Passwörter',
    parameterized: 'parametrisierte Abfragen, parametrisierte Queries',
  },
};
