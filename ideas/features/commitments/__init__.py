"""The promises and limits of each open state: everybody reads them, leads set them."""
