import logging
import shlex

from accounts import Certificate, Session, send_due

logger = logging.getLogger(__name__)

try:
    certificate = Certificate.load("/etc/app/certificate.json")
except Exception as e:
    logger.warning("Certificate.load failed: %s", type(e).__name__)
    certificate = Certificate.load("./certificate.json")


def dispatch(db):
    try:
        send_due(db)
    except Exception as e:
        logger.warning(f"dispatch failed: {e}")
        try:
            db.rollback()
        except Exception:
            logger.warning("dispatch: db.rollback failed", exc_info=True)


def nightly():
    session = Session()
    try:
        send_due(session)
    except Exception as e:
        logger.error(f"nightly failed: {e}")
        try:
            session.rollback()
        except Exception:
            logger.debug("nightly: session.rollback failed", exc_info=True)
    finally:
        session.close()


def words_of(text):
    try:
        words = shlex.split(text)
        return words[0], words[1:]
    except Exception as e:
        logger.debug("words_of failed: %s", type(e).__name__)
        # 解析失败时回退到简单方法
        return text, []


def import_all(xml_paths, parse):
    for xml_path in xml_paths:
        try:
            parse(xml_path)
        except Exception:
            logger.warning(
                "import_all: parse failed for xml_path %s, skipping this one",
                xml_path,
                exc_info=True,
            )
            continue


def close_shipment(shipment_id, carrier):
    try:
        carrier.close_shipment(shipment_id)
    except Exception:
        logger.warning(
            "close_shipment: carrier.close_shipment failed for shipment_id %s",
            shipment_id,
            exc_info=True,
        )
    logger.info("shipment %s is closed", shipment_id)


def weigh_parcel(parcel_id, carrier):
    try:
        carrier.weigh_parcel(parcel_id)
    except Exception:
        logger.warning("weigh_parcel: carrier.weigh_parcel failed", exc_info=True)
