-- The key columns are not unique: GeoNames repeats 609 of them. The row id keeps the file's order.
CREATE TABLE IF NOT EXISTS city (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  country VARCHAR(2) NOT NULL,
  admin1 VARCHAR(20) NOT NULL,
  admin2 VARCHAR(80) NOT NULL,
  name VARCHAR(200) NOT NULL,
  latitude DOUBLE PRECISION NOT NULL,
  longitude DOUBLE PRECISION NOT NULL
);

-- Who edits rows over HTTP in this example must not be the owner of the database.
CREATE USER IF NOT EXISTS editor PASSWORD 'editor';
GRANT SELECT, INSERT, UPDATE, DELETE ON city TO editor;
