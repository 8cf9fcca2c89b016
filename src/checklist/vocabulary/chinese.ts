import type { Language } from './language.ts';

/** Words run together here: every character is one. So it is in Japanese. */
export const chinese: Language = {
  stem: (word) => word,
  concepts: {
    hardcoded: '硬编码, ハードコード',
    secret: '密钥, 凭证',
    absence: '没有, 不',
    code: '代码, 仓库',
    limit: '限流, 速率限制, 频率限制, レート制限, 요청 제한',
    'error tracking': '错误追踪, 错误监控',
    'security header': '安全头, 安全响应头',
  },
};
