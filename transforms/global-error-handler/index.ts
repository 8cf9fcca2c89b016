import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'global-error-handler',
  title: 'Handle every unexpected error in one place',
  why: 'One handler for what nobody expected keeps answers alike, logs each error once, and keeps details from clients.',
  cues: [/\bgestion globale des erreurs\b|\bglobal (error|exception)s?\b|\b(centrali[sz]ed|central|unified|custom) (error|exception)s?[- ](handl|middleware)\w*|\b(error|exception)[- ](handling|handler) middleware\b|\berror middleware\b|\b(unhandled|uncaught) ?(promise )?(rejection|exception|error)s?\b|\bexception handlers?\b|\bexception filters?\b|\berror handlers?\b|\bcatch-all\b.{0,15}\b(error|exception)|\bmanejo global de errores|\btratamento global de erros|\bglobale fehlerbehandlung|全局(异常|错误)处理/i],
  notCues: [/\balert\w*\b|\bcorrect(ly)?\b|\bwebsocket\b|\bboundar(y|ies)\b|\btracking\b|\bmail_admins\b|\bfrontend\b|-specific\b/i],
  check: {
    wants: 'presence',
    advice: 'Register one handler for all unexpected errors: it logs them and answers with a generic text.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
