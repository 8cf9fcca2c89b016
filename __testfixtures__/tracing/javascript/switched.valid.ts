import { NodeSDK } from '@opentelemetry/sdk-node';

if (process.env.ENABLE_TRACING === 'true') {
  const sdk = new NodeSDK({ serviceName: 'api' });
  sdk.start();
}
