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
    'connection pool': '连接池, コネクションプール, 커넥션 풀',
    'env vars': '环境变量',
    validated: '校验, 验证',
    'global error handling': '全局异常处理, 全局错误处理',
    'graceful shutdown': '优雅关闭, 优雅停机, 优雅退出',
    'https enforced': '强制https',
    compression: '响应压缩, 启用gzip',
    'retry logic': '重试',
    'sql injection': 'sql注入',
    'hashed passwords': '密码加密, 密码哈希',
    'health endpoint': '健康检查端点, 健康检查接口, ヘルスチェックエンドポイント, ヘルスチェック用, 헬스체크 엔드포인트, 헬스 체크 엔드포인트, 헬스체크 API',
    'structured logging': '结构化日志',
  },
};
