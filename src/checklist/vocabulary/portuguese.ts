import { stemmer } from '@orama/stemmers/portuguese';
import type { Language } from './language.ts';

export const portuguese: Language = {
  stem: stemmer,
  concepts: {
    secret: 'segredo, senha, chave, credencial, token',
    absence: 'não, sem, nunca, nenhum',
    code: 'código, repositório, git',
    error: 'erro, exceção',
    leak: 'expor, exposto, genérico, genérica',
    limit: 'limitação de taxa, limite de taxa, limite de requisições, limitação de requisições',
    'error tracking': 'rastreamento de erros, monitoramento de erros',
    'security header': 'cabeçalhos de segurança, headers de segurança',
    'body size': 'tamanho do body, tamanho máximo do body, tamanho das requisições, tamanho do payload',
    in: 'no, em',
  },
};
