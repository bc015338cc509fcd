CREATE TABLE ambition (
	institution VARCHAR(300) NOT NULL, 
	programme VARCHAR(100) NOT NULL, 
	academic_year VARCHAR(7) NOT NULL, 
	target VARCHAR(100) NOT NULL, 
	weight VARCHAR(20), 
	level INTEGER, 
	reason VARCHAR(4000), 
	position VARCHAR(20), 
	CONSTRAINT pk_ambition PRIMARY KEY (institution, programme, academic_year, target), 
	CONSTRAINT ck_ambition_level_in_legend CHECK (level IS NULL OR level BETWEEN 1 AND 3)
);

CREATE TABLE changes (
	id SERIAL NOT NULL, 
	count INTEGER NOT NULL, 
	schema INTEGER NOT NULL, 
	CONSTRAINT pk_changes PRIMARY KEY (id)
);

CREATE TABLE draft (
	sha256 VARCHAR(64) NOT NULL, 
	institution VARCHAR(300), 
	file_name VARCHAR(300) NOT NULL, 
	data BYTEA NOT NULL, 
	answers TEXT NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	kept_until TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_draft PRIMARY KEY (sha256)
);

CREATE TABLE framework (
	id VARCHAR(50) NOT NULL, 
	title TEXT NOT NULL, 
	document TEXT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	imported_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_framework PRIMARY KEY (id)
);

CREATE TABLE grid (
	id SERIAL NOT NULL, 
	institution VARCHAR(300) NOT NULL, 
	programme VARCHAR(100) NOT NULL, 
	academic_year VARCHAR(7) NOT NULL, 
	rater VARCHAR(300) NOT NULL, 
	perspective VARCHAR(20) NOT NULL, 
	edition VARCHAR(50) NOT NULL, 
	granularity VARCHAR(10) NOT NULL, 
	blank_means VARCHAR(20) NOT NULL, 
	targets JSON NOT NULL, 
	levels BYTEA NOT NULL, 
	file_name VARCHAR(300) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	format VARCHAR(10) NOT NULL, 
	sheet VARCHAR(300) NOT NULL, 
	columns JSON NOT NULL, 
	marks JSON NOT NULL, 
	written BYTEA NOT NULL, 
	turned BOOLEAN NOT NULL, 
	elsewhere JSON NOT NULL, 
	imported_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	imported_by VARCHAR(200) NOT NULL, 
	is_sample BOOLEAN NOT NULL, 
	CONSTRAINT pk_grid PRIMARY KEY (id), 
	CONSTRAINT uq_grid_institution UNIQUE (institution, programme, academic_year, rater, perspective)
);

CREATE TABLE official_wording (
	edition VARCHAR(50) NOT NULL, 
	element VARCHAR(100) NOT NULL, 
	language VARCHAR(2) NOT NULL, 
	text VARCHAR(2000) NOT NULL, 
	CONSTRAINT pk_official_wording PRIMARY KEY (edition, element, language)
);

CREATE TABLE remembered_answer (
	institution VARCHAR(300) NOT NULL, 
	asked VARCHAR(10) NOT NULL, 
	written VARCHAR(300) NOT NULL, 
	state INTEGER, 
	target VARCHAR(100), 
	answered_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	answered_by VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_remembered_answer PRIMARY KEY (institution, asked, written)
);

CREATE TABLE course (
	grid_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	code VARCHAR(100), 
	title VARCHAR(300) NOT NULL, 
	ects FLOAT, 
	phase INTEGER, 
	semester VARCHAR(100), 
	status VARCHAR(20), 
	track VARCHAR(300), 
	row INTEGER NOT NULL, 
	named_in INTEGER, 
	CONSTRAINT pk_course PRIMARY KEY (grid_id, position), 
	CONSTRAINT ck_course_ects_positive CHECK (ects IS NULL OR ects > 0), 
	CONSTRAINT fk_course_grid_id FOREIGN KEY(grid_id) REFERENCES grid (id) ON DELETE CASCADE
)
