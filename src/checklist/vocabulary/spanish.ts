import { stemmer } from '@orama/stemmers/spanish';
import type { Language } from './language.ts';

export const spanish: Language = {
  stem: stemmer,
  concepts: {
    secret: 'secreto, contraseña, clave, credencial, token',
    absence: 'no, sin, nunca, ningún',
    code: 'código, repositorio, git',
    error: 'error, excepción',
    leak: 'exponer, expuesto, genérico',
    limit: 'limitación de tasa, limitación de peticiones, límite de tasa, límite de peticiones, límite de solicitudes, limitación de solicitudes, limitación de velocidad',
    'error tracking': 'seguimiento de errores, monitoreo de errores',
    'security header': 'cabeceras de seguridad, encabezados de seguridad, headers de seguridad',
    'body size': 'tamaño máximo de peticiones, tamaño de peticiones, tamaño del body, tamaño máximo del body, tamaño de las solicitudes, tamaño del payload',
    in: 'en',
  },
};
