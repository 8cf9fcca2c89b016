import { stemmer } from '@orama/stemmers/turkish';
import type { Language } from './language.ts';

export const turkish: Language = {
  stem: stemmer,
  concepts: {
    limit: 'hız sınırı, hız sınırlama, hız sınırlaması, istek sınırı, istek sınırlama, istek sınırlaması',
    'security header': 'güvenlik başlıkları, güvenlik headerları',
  },
};
