import { Body, Controller, Module, Post } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { minutes, Throttle, ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';

@Controller('auth')
class AuthController {
  @Throttle({ default: { limit: 5, ttl: 900000 } })
  @Post('login')
  login(@Body() body) {
    return body;
  }
}

@Module({
  imports: [ThrottlerModule.forRoot([{ name: 'short', ttl: 1000, limit: 3 }, { name: 'long', ttl: minutes(1), limit: 100 }])],
  controllers: [AuthController],
  providers: [{ provide: APP_GUARD, useClass: ThrottlerGuard }],
})
export class AppModule {}
