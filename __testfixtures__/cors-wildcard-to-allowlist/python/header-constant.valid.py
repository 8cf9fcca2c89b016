# No request is in scope where the headers are defined.
HEADERS = {"Content-Type": "application/json", "Access-Control-Allow-Origin": "*"}


def handler(event, context):
    return {"statusCode": 200, "headers": HEADERS, "body": "{}"}
