import { ConfigService } from '@nestjs/config';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

/** The origins of a comma-separated list, without `*`. */
function parseAllowedOrigins(value: string | undefined): string[] {
  const listed = (value || '')
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
  const origins = listed.filter((origin) => origin !== '*');
  if (origins.length < listed.length) {
    process.emitWarning('Ignoring "*" in the CORS origins: list each origin instead');
  }
  return origins;
}

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  const configService = app.get(ConfigService);
  app.enableCors({ origin: parseAllowedOrigins(configService.get<string>('CORS_ORIGINS')) });
  app.enableCors({ origin: parseAllowedOrigins(configService.get('CORS_ORIGINS')) });
}

bootstrap();
