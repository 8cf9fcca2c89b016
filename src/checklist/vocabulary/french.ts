import { stemmer } from '@orama/stemmers/french';
import type { Language } from './language.ts';

export const french: Language = {
  stem: stemmer,
  concepts: {
    secret: 'secret, clé, mot de passe, identifiant',
    absence: 'pas de, aucun, aucune, jamais, sans, ne pas, pas',
    code: 'code, dépôt, git',
    error: 'erreur, exception',
    leak: 'exposer, exposé, masqué, masquée, générique',
    limit: 'limitation de débit, limitation du débit, limitation des requêtes, limitation de taux, limite de requêtes',
    'error tracking': 'suivi des erreurs',
    'security header': 'headers de sécurité, en-têtes de sécurité, en-têtes http de sécurité',
    'body size': 'taille body, taille du body, taille de requête, taille des requêtes',
    in: 'dans, en',
  },
};
