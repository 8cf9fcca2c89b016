import { stemmer } from '@orama/stemmers/russian';
import type { Language } from './language.ts';

export const russian: Language = {
  stem: stemmer,
  concepts: {
    secret: 'секрет, ключ, пароль',
    absence: 'не, без, нет',
    code: 'код, репозиторий, git',
    environment: 'переменные окружения',
    limit: 'ограничение частоты, ограничение скорости, ограничение количества, ограничение запросов',
    'security header': 'заголовки безопасности',
    'sql injection': 'sql инъекция, sql-инъекция, sql инъекций',
    'hashed passwords': 'хеширование паролей, хэширование паролей, паролей хеш',
    'structured logging': 'структурированный лог, структурированные логи, структурированное логирование, настроить логирование, настройка логирования',
    in: 'в',
  },
};
