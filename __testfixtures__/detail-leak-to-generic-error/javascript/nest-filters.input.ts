import { ArgumentsHost, Catch, ExceptionFilter, HttpException, HttpStatus, Logger } from '@nestjs/common';

@Catch()
export class ChosenFilter implements ExceptionFilter {
  private readonly logger = new Logger(ChosenFilter.name);

  catch(exception: unknown, host: ArgumentsHost) {
    const response = host.switchToHttp().getResponse();
    const status = exception instanceof HttpException ? exception.getStatus() : HttpStatus.INTERNAL_SERVER_ERROR;
    const message = exception instanceof HttpException ? exception.message : (exception as Error).message;
    this.logger.error('Request failed', (exception as Error).message);
    response.status(status).json({ statusCode: status, message });
  }
}

@Catch()
export class SetFilter implements ExceptionFilter {
  private readonly logger = new Logger(SetFilter.name);

  catch(exception: unknown, host: ArgumentsHost) {
    const response = host.switchToHttp().getResponse();
    let status = HttpStatus.INTERNAL_SERVER_ERROR;
    let message: unknown = 'Something broke here';
    if (exception instanceof HttpException) {
      status = exception.getStatus();
      message = exception.getResponse();
    } else if (exception instanceof Error) {
      message = exception.message;
    }
    response.status(status).json({ statusCode: status, message });
  }
}

// The text is that of any exception.
@Catch()
export class PlainFilter implements ExceptionFilter {
  catch(exception: HttpException, host: ArgumentsHost) {
    const response = host.switchToHttp().getResponse();
    const status = exception.getStatus();
    response.status(status).json({ statusCode: status, message: exception.message });
  }
}
